create table source_schema (
    source_id int not null references source on delete cascade,
    table_name text not null,
    version int not null,
    columns jsonb not null,
    severity text not null check (severity in ('first', 'harmless', 'attention', 'breaking')),
    change text not null,
    seen_at timestamptz not null default now(),
    primary key (source_id, table_name, version)
);
comment on table source_schema is 'Every schema that a source''s table was seen to have, in order; without columns where there was no such table.';
