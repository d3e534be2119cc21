create table account (
    id            bigint generated always as identity primary key,
    name          text not null,
    -- the name as two people would call it the same: lower case, compatible forms unified
    name_key      text not null unique,
    -- bcrypt in modular crypt format; null for accounts of an OpenID Connect provider
    password_hash text,
    oidc_subject  text unique,
    role          text not null check (role in ('learner', 'coach', 'operator')),
    created_at    timestamptz not null default now(),
    check (password_hash is not null or oidc_subject is not null)
);

-- Only the token's hash is kept: who reads this table cannot sign in with it.
create table session (
    token_hash bytea primary key,
    account_id bigint not null references account on delete cascade,
    csrf_token text not null,
    expires_at timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- A chart without a row shows this server's own.
create table dashboard_url (
    account_id bigint not null references account on delete cascade,
    chart      text not null,
    url        text not null check (length(url) <= 2048),
    primary key (account_id, chart)
);
