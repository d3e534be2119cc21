alter table source_status add column tables jsonb not null default '[]';
comment on column source_status.tables is 'The tables that are set aside while the others are read: table, state, detail, and asOf in microseconds since 1970 UTC, 0 where not known.';
