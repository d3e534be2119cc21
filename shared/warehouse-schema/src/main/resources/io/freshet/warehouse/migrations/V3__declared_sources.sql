alter table source add column declared boolean not null default true;
comment on column source.declared is 'Whether the configuration names it now: charts leave out what is held of others.';
