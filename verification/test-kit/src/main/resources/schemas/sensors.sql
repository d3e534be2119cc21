-- A log of sensors: numbered rows in partitions by month, floats, no comments, no foreign keys.
create table sensor (
  sensor_id serial primary key,
  label text not null,
  site text not null,
  model text not null,
  installed_at timestamp not null default localtimestamp
);
create table reading (
  id bigserial,
  sensor_id integer not null,
  ts timestamptz not null,
  temperature float8,
  humidity real,
  battery smallint,
  ok boolean not null,
  payload bytea,
  primary key (id, ts)
) partition by range (ts);
create table raw_line (line text);

do $$
declare month date;
begin
  for month in select generate_series(date_trunc('month', now() - interval '2 months'), now() + interval '1 month', '1 month') loop
    execute format('create table %I partition of reading for values from (%L) to (%L)',
      'reading_' || to_char(month, 'YYYY_MM'), month::timestamptz, (month + interval '1 month')::timestamptz);
  end loop;
end $$;

insert into sensor (label, site, model)
select 'probe ' || i, (array['roof', 'cellar', 'hall'])[1 + i % 3], 'T' || i % 2 from generate_series(1, 24) i;
insert into reading (sensor_id, ts, temperature, humidity, battery, ok)
select 1 + i % 24, now() - i * interval '12 minutes', 20 + 5 * sin(i / 50.0), (40 + i % 30) / 2.0, 100 - i % 90, i % 50 <> 0
from generate_series(1, 4000) i;
insert into raw_line select 'line ' || i from generate_series(1, 100) i;
