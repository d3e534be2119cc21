-- The tables that the aggregator makes from the definition of pipeline pisa, and what the tests
-- compare charts with.
create schema if not exists pisa;

create table pisa.responses (
    source_id int not null, row_key bigint not null, row_digest bigint not null,
    row_time timestamptz, cnt text, escs numeric, tmins numeric, belong numeric, durecec numeric,
    primary key (source_id, row_key));

create table pisa.by_country (
    source_id int not null, cnt text not null, rows bigint not null,
    escs_count bigint not null, escs_sum numeric not null,
    tmins_count bigint not null, tmins_sum numeric not null,
    belong_count bigint not null, belong_sum numeric not null,
    durecec_count bigint not null, durecec_sum numeric not null,
    version bigint not null, primary key (source_id, cnt));

create table pisa.over_time (
    source_id int not null, bucket timestamptz not null, rows bigint not null,
    version bigint not null, primary key (source_id, bucket));

-- A quotient rounded half up, away from zero, as JSON shows it. By whole numbers, since a mean
-- that is rounded to the digits of numeric first could be rounded twice.
create or replace function pisa.shown(total numeric, divisor numeric, digits int) returns text language sql as $$
    select trim_scale(sign(total)
        * div(abs(total) * 2 * 10::numeric ^ digits + divisor, 2 * divisor)
        * 0.1 ^ digits)::text
$$;

-- Brings one source's summaries to what its rows are, each changed row under a new version.
create or replace function pisa.summarise(source int) returns bigint language plpgsql as $$
declare
    new_version bigint;
begin
    insert into freshet.applied (source_id, fence, sequence, version) values (source, 1, 1, 1)
        on conflict (source_id) do update
        set version = applied.version + 1, sequence = applied.sequence + 1
        returning version into new_version;
    insert into pisa.by_country as s
        select source, g.cnt, count(r.row_key), count(escs), coalesce(sum(escs), 0),
            count(tmins), coalesce(sum(tmins), 0), count(belong), coalesce(sum(belong), 0),
            count(durecec), coalesce(sum(durecec), 0), new_version
        from (select cnt from pisa.responses where source_id = source
            union select cnt from pisa.by_country where source_id = source) g
        left join pisa.responses r on r.source_id = source and r.cnt = g.cnt
        group by g.cnt
        on conflict (source_id, cnt) do update set rows = excluded.rows,
            escs_count = excluded.escs_count, escs_sum = excluded.escs_sum,
            tmins_count = excluded.tmins_count, tmins_sum = excluded.tmins_sum,
            belong_count = excluded.belong_count, belong_sum = excluded.belong_sum,
            durecec_count = excluded.durecec_count, durecec_sum = excluded.durecec_sum,
            version = excluded.version
        where (s.rows, s.escs_count, s.escs_sum, s.tmins_count, s.tmins_sum, s.belong_count,
                s.belong_sum, s.durecec_count, s.durecec_sum)
            is distinct from (excluded.rows, excluded.escs_count, excluded.escs_sum,
                excluded.tmins_count, excluded.tmins_sum, excluded.belong_count,
                excluded.belong_sum, excluded.durecec_count, excluded.durecec_sum);
    insert into pisa.over_time as s
        select source, g.bucket, count(r.row_key), new_version
        from (select date_bin('15 min', row_time, 'epoch') as bucket from pisa.responses
                where source_id = source and row_time is not null
            union select bucket from pisa.over_time where source_id = source) g
        left join pisa.responses r on r.source_id = source
            and date_bin('15 min', r.row_time, 'epoch') = g.bucket
        group by g.bucket
        on conflict (source_id, bucket) do update
        set rows = excluded.rows, version = excluded.version
        where s.rows <> excluded.rows;
    return new_version;
end $$;
