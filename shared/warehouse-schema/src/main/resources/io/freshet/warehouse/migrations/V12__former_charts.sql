alter table definition add column text text;
comment on column definition.text is 'The definition that made the tables, as its author wrote it.';

create table former_chart (
    pipeline text not null,
    chart text not null,
    definition text not null,
    tables text[] not null,
    waits_for text[] not null,
    proven_after timestamptz,
    as_of timestamptz,
    primary key (pipeline, chart)
);
comment on table former_chart is 'Charts that are answered by a former definition, from tables that no longer change, until what the new one needs is there.';
comment on column former_chart.waits_for is 'The summaries that are to be filled.';
comment on column former_chart.proven_after is 'Where rows are read again: since when every source has to have been proven.';

alter table building add column stage smallint not null default 2;
comment on column building.stage is 'What is filled: 0 derived columns of rows, 1 an index for joins, 2 a summary, 3 an index for a chart of rows; in this order.';
