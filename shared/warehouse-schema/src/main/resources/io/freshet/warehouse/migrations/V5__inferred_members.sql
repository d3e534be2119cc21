create table inferred_member (
    source_id int not null references source on delete cascade,
    table_name text not null,
    member text not null,
    since timestamptz not null default now(),
    primary key (source_id, table_name, member)
);
comment on table inferred_member is 'Rows of star tables that something refers to and of which the source has not shown a row yet: placeholders stand in.';
