-- A young company's subscriptions: uuids, enumerations, jsonb, soft deletes, times with zones.
create type plan as enum ('free', 'team', 'business');
create type invoice_status as enum ('draft', 'open', 'paid', 'void');

create table accounts (
  id uuid primary key,
  name text not null,
  plan plan not null,
  country varchar(2) not null,
  billing_email text,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
comment on table accounts is 'Companies that signed up. Rows are never removed: deleted_at says when one left.';
comment on column accounts.plan is 'What they pay for';

create table users (
  id uuid primary key,
  account_id uuid not null references accounts,
  invited_by uuid references users,
  email text not null unique,
  password_hash text not null,
  full_name text,
  role text not null,
  is_active boolean not null default true,
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);

create table invoices (
  id uuid primary key,
  account_id uuid not null references accounts,
  issued_by uuid references users,
  status invoice_status not null,
  amount numeric(12, 2) not null,
  currency char(3) not null,
  seats smallint,
  issued_on date not null,
  lines jsonb,
  created_at timestamptz not null default now()
);
comment on table invoices is 'One for each account and month';

create table usage_events (
  id bigint generated always as identity primary key,
  account_id uuid references accounts,
  user_id uuid references users,
  "kind" text not null,
  duration_ms integer,
  properties jsonb,
  api_key text,
  occurred_at timestamptz not null default now()
);

insert into accounts
select md5('account ' || i)::uuid, 'Company ' || i, (array['free', 'team', 'business']::plan[])[1 + i % 3],
       (array['DE', 'FR', 'JP', 'BR'])[1 + i % 4], 'billing' || i || '@company' || i || '.example', '{"beta": true}',
       now() - i * interval '11 hours', now(), case when i % 9 = 0 then now() end
from generate_series(1, 60) i;
insert into users
select md5('user ' || i)::uuid, md5('account ' || 1 + i % 60)::uuid,
       case when i > 60 then md5('user ' || i - 60)::uuid end, 'person' || i || '@mail.example', md5('secret ' || i),
       'Person ' || i, case when i % 5 = 0 then 'owner' else 'member' end, i % 7 <> 0, now(), now() - i * interval '3 hours'
from generate_series(1, 240) i;
insert into invoices
select md5('invoice ' || i)::uuid, md5('account ' || 1 + i % 60)::uuid,
       case when i % 4 > 0 then md5('user ' || 1 + i % 240)::uuid end,
       (array['draft', 'open', 'paid', 'paid', 'void']::invoice_status[])[1 + i % 5], (i * 37 % 4001) / 4.0,
       (array['EUR', 'USD'])[1 + i % 2], i % 50, current_date - i % 200, null, now() - (i % 200) * interval '1 day'
from generate_series(1, 1200) i;
insert into usage_events (account_id, user_id, "kind", duration_ms, properties, api_key, occurred_at)
select md5('account ' || 1 + i % 60)::uuid, md5('user ' || 1 + i % 240)::uuid,
       (array['login', 'export', 'search', 'share'])[1 + i % 4], i * 7 % 900, '{}', md5('k' || i),
       now() - i * interval '20 seconds'
from generate_series(1, 3000) i;
