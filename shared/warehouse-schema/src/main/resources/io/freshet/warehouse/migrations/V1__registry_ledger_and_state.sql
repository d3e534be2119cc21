-- Freshet's own schema. Who writes what: docs/architecture.md.

create table installation (
    id uuid primary key default gen_random_uuid(),
    created_at timestamptz not null default now()
);
comment on table installation is 'One row: tells this warehouse from an older or newer one under the same URL.';
insert into installation default values;

create table source (
    id int generated always as identity primary key,
    name text not null unique,
    pipeline text not null,
    attributes jsonb not null default '{}',
    registered_at timestamptz not null default now()
);

create table poller (
    instance text primary key,
    seen_at timestamptz not null
);
comment on table poller is 'Poller replicas that are alive: each takes its share of the sources.';

create table source_lease (
    source_id int primary key references source on delete cascade,
    owner text,
    fence bigint not null default 0,
    expires_at timestamptz not null default '-infinity'
);
comment on column source_lease.fence is 'Fencing token of the newest epoch: grows whenever a source is opened.';

create table source_status (
    source_id int primary key references source on delete cascade,
    fence bigint not null,
    sequence bigint not null,
    as_of timestamptz,
    state text not null,
    detail text not null default '',
    high_water_mark bigint,
    lag_rows bigint not null default 0,
    pending_gaps bigint not null default 0,
    audited_at timestamptz,
    differences bigint not null default 0,
    updated_at timestamptz not null default now()
);

create table table_mark (
    source_id int not null references source on delete cascade,
    table_name text not null,
    high_water_mark bigint,
    first_seen_high bigint,
    backfilled boolean not null default false,
    updated_at timestamptz not null default now(),
    primary key (source_id, table_name)
);
comment on column table_mark.high_water_mark is 'Highest key that the broker has confirmed.';
comment on column table_mark.first_seen_high is 'Highest key at the first sight of the table: rows up to it, read before backfilled, have no time of their own.';

create table applied (
    source_id int primary key references source on delete cascade,
    fence bigint not null default 0,
    sequence bigint not null default 0,
    version bigint not null default 0,
    applied_at timestamptz not null default now()
) with (fillfactor = 50);

create table key_range (
    source_id int not null references source on delete cascade,
    table_name text not null,
    range_number bigint not null,
    rows bigint not null,
    digest numeric not null,
    version bigint not null,
    primary key (source_id, table_name, range_number)
) with (fillfactor = 70);
comment on table key_range is 'The ledger: what the warehouse holds per 1,024 keys, to compare with the source.';
create index key_range_changes on key_range (source_id, version);

create table quarantine (
    source_id int not null references source on delete cascade,
    table_name text not null,
    row_key bigint not null,
    column_name text not null,
    value text not null,
    reason text not null,
    quarantined_at timestamptz not null default now(),
    primary key (source_id, table_name, row_key, column_name)
);

create table catalogue (
    pipeline text not null,
    object text not null,
    kind text not null,
    definition text not null,
    created_at timestamptz not null default now(),
    primary key (pipeline, object)
);
comment on table catalogue is 'Tables made from pipeline definitions, and the definition that each was made from.';
