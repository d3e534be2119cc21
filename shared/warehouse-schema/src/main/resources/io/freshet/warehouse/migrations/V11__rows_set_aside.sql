alter table quarantine add column row_aside boolean not null default false;
comment on column quarantine.row_aside is 'Whether the row is set aside because of the value, and counts nowhere; else the value counts as missing.';
create index quarantine_rows_aside on quarantine (source_id, table_name, row_key) where row_aside;
