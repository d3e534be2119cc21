create table document (
    place text not null,
    name text not null,
    number bigint generated always as identity,
    day date not null,
    tag text not null,
    content text,
    reason text,
    read_at timestamptz not null default now(),
    primary key (place, name),
    check ((content is null) <> (reason is null))
);
comment on table document is 'Documents that tables are made of, each as it was when it was first read, or why it was set aside.';
