create table alert_sender (
    way text primary key,
    owner text not null,
    expires_at timestamptz not null,
    tried_at timestamptz not null default '-infinity'
);
comment on table alert_sender is 'Which aggregator sends alerts by each way, and when it last tried to: one does at a time.';

create table alert (
    way text not null,
    kind text not null,
    subject text not null,
    detail text not null,
    present boolean not null,
    since timestamptz not null,
    told boolean not null,
    window_at timestamptz,
    messages int not null,
    primary key (way, kind, subject)
);
comment on table alert is 'What people were told and what is to be told: present is whether it is so, told whether they know it to be so.';
