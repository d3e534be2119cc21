create table journal (
    pipeline text primary key,
    since timestamptz not null default now()
);
comment on table journal is 'The pipelines whose row changes are journalled: from when on, row by row, in row_change.';
create table row_change (
    source_id int not null references source on delete cascade,
    version bigint not null,
    change_id bigint generated always as identity,
    zone text not null check (zone in ('ingestion', 'processed')),
    table_name text not null,
    present boolean not null,
    row_key bigint,
    "row" jsonb not null,
    changed_at timestamptz not null default now(),
    primary key (source_id, version, change_id)
);
comment on table row_change is 'What became of rows, in the order of (version, change_id): the row as it is now, or as it was last where it is no longer present.';
create table lake_position (
    source_id int primary key references source on delete cascade,
    version bigint not null,
    archived_at timestamptz not null default now()
);
comment on table lake_position is 'Up to which version a source''s row changes are archived: those up to it are pruned.';
