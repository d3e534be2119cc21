-- A warehouse with 20 sources of :rows rows each, spread over 20 countries and the last day, and a
-- function that adds one row, as the aggregator does and tells.
create schema freshet;
set search_path = freshet;
\i :migrations
set search_path = public;
\i :tables

insert into freshet.source (name, pipeline, attributes)
select lower(code), 'pisa', jsonb_build_object('country', code)
from unnest('{ALB,ARG,AUS,AUT,BEL,BGR,BRA,CAN,CHE,CHL,COL,CRI,CZE,DEU,DNK,ESP,EST,FIN,FRA,GBR}'::text[])
    with ordinality as c (code, place) order by place;

insert into pisa.responses
select s.id, n, 0, now() - random() * interval '1 day', s.attributes ->> 'country',
    round((random() * 4 - 2)::numeric, 4), (random() * 3000)::int,
    round((random() * 4 - 2)::numeric, 4), (random() * 8)::int
from freshet.source s, generate_series(1, :rows) n;

select count(pisa.summarise(id)) as sources from freshet.source;
insert into freshet.source_status (source_id, fence, sequence, as_of, state)
select id, 1, 1, now(), 'live' from freshet.source;

create function submit() returns void language sql as $$
    with row as (
        update pisa.by_country set rows = rows + 1, escs_count = escs_count + 1,
            escs_sum = escs_sum + 0.1234, version = version + 1
        where source_id = 1 + floor(random() * 20)::int returning source_id, version),
    applied as (
        update freshet.applied a set version = row.version, sequence = sequence + 1
        from row where a.source_id = row.source_id returning a.source_id, a.version)
    select pg_notify('freshet_applied', json_build_array(json_build_object('source', source_id,
        'version', version, 'since', (extract(epoch from clock_timestamp()) * 1000000)::bigint))::text)
    from applied
$$;
