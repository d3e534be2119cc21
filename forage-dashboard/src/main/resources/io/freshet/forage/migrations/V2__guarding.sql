-- Attempts at proving who somebody is, counted across all instances. A key is a hash: it names nobody.
create table attempt (
    key   bytea primary key,
    since timestamptz not null,
    count int not null
);
create index attempt_age on attempt (since);

-- Browsers that an account signed in with: their attempts count for themselves, so that nobody
-- else's wrong guesses keep an account's owner out.
create table known_browser (
    token_hash bytea primary key,
    account_id bigint not null references account on delete cascade,
    seen_at    timestamptz not null default now()
);
create index known_browser_account on known_browser (account_id);

-- What marks sessions' tokens as made here, so that others are refused without a look at the sessions.
create table token_key (
    only_one boolean primary key default true check (only_one),
    key      bytea not null
);

-- Codes by which the first operator makes their account; only hashes are kept.
create table operator_code (
    code_hash  bytea primary key,
    expires_at timestamptz not null
);

-- Who did what. Nothing here changes or is deleted but by age and number.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   text not null,
    action  text not null,
    subject text not null,
    network text not null
);
