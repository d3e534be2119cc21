create table definition (
    pipeline text primary key,
    revision bigint not null,
    made_at timestamptz not null default now()
);
comment on table definition is 'The revision of each pipeline''s definition that its tables were made by: an aggregator that runs another one applies nothing.';
