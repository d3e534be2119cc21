create table building (
    pipeline text not null,
    object text not null,
    source_id int not null references source on delete cascade,
    attempt bigint not null generated always as identity,
    primary key (pipeline, object, source_id)
);
comment on table building is 'Summaries that are being filled from the rows held, source by source: until a line is gone what its summary holds of its source is not the whole.';
