alter table poller add column pid integer;
comment on column poller.pid is 'The server process of the session by which the poller said last that it is alive.';
