package io.freshet.launcher.init.look;

/**
 * The questions to PostgreSQL's catalogue and statistics. Every name of the server's is written
 * out.
 */
final class LookSql {

    /** What rows can be selected from, those with most rows first. */
    static final String TABLES =
            """
            select c.oid, n.nspname::pg_catalog.text, c.relname::pg_catalog.text, c.relkind::pg_catalog.text,
                   c.relispartition,
                   case when c.relkind = 'p'
                        then (select pg_catalog.sum(greatest(k.reltuples, 0))
                              from pg_catalog.pg_partition_tree(c.oid) t
                              join pg_catalog.pg_class k on k.oid = t.relid)
                        when c.reltuples < 0 or (c.reltuples = 0
                             and pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 140000)
                        then coalesce(nullif(pg_catalog.pg_stat_get_live_tuples(c.oid), 0), -1)
                        else c.reltuples end::pg_catalog.int8 as rows,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE'),
                   pg_catalog.has_table_privilege(c.oid, 'SELECT')
                     or pg_catalog.has_any_column_privilege(c.oid, 'SELECT'),
                   case when c.relkind in ('r', 'p') then pg_catalog.row_security_active(c.oid) else false end,
                   coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), ''),
                   p.nspname::pg_catalog.text, p.relname::pg_catalog.text,
                   exists (select from pg_catalog.pg_inherits h where h.inhparent = c.oid)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join lateral (
              select pn.nspname, pc.relname
              from pg_catalog.pg_inherits h
              join pg_catalog.pg_class pc on pc.oid = h.inhparent
              join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
              where h.inhrelid = c.oid order by h.inhseqno limit 1) p on true
            where c.relkind in ('r', 'p', 'v', 'm', 'f')
              and n.nspname not in ('pg_catalog', 'information_schema', 'freshet', 'forage')
              and n.nspname !~ '^pg_(toast|temp)'
              and not exists (select from pg_catalog.pg_depend d
                              where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                and d.objid = c.oid and d.deptype = 'e')
            order by c.relispartition, rows desc, n.nspname, c.relname
            """;

    /** The columns of tables. */
    static final String COLUMNS =
            """
            select a.attrelid, a.attname::pg_catalog.text,
                   pg_catalog.format_type(b.oid, null),
                   pg_catalog.format_type(b.oid, case when t.typtype = 'd' then t.typtypmod else a.atttypmod end),
                   t.typtype::pg_catalog.text, a.attnotnull,
                   coalesce(pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT'), false),
                   a.attidentity <> '' or coalesce(e.text like 'nextval(%', false),
                   coalesce(e.text
                     ~* '(now|clock_timestamp|statement_timestamp|transaction_timestamp)\\(\\)|CURRENT_TIMESTAMP|LOCALTIMESTAMP', false),
                   coalesce(pg_catalog.col_description(a.attrelid, a.attnum), '')
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_type t on t.oid = a.atttypid
            join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
            left join lateral (
              -- Of a wide table each of these takes long, so that only those are asked for that can tell something.
              select pg_catalog.pg_get_expr(d.adbin, d.adrelid) as text from pg_catalog.pg_attrdef d
              where d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef
                and b.typname in ('int2', 'int4', 'int8', 'timestamp', 'timestamptz')) e on true
            where a.attrelid = any(?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """;

    /** The indexes of tables over plain columns and all rows. */
    static final String INDEXES =
            """
            select i.indrelid, i.indisunique, i.indisprimary,
                   array(select a.attname::pg_catalog.text
                         from pg_catalog.generate_series(0, i.indnkeyatts - 1) n
                         join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[n]
                         order by n)
            from pg_catalog.pg_index i
            where i.indrelid = any(?) and i.indisvalid and i.indpred is null and i.indexprs is null
            order by i.indrelid, i.indisprimary desc, i.indexrelid
            """;

    /** The foreign keys of tables. */
    static final String REFERENCES =
            """
            select k.conrelid, n.nspname::pg_catalog.text, c.relname::pg_catalog.text,
                   array(select a.attname::pg_catalog.text from pg_catalog.unnest(k.conkey) with ordinality u(num, place)
                         join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.place),
                   array(select a.attname::pg_catalog.text from pg_catalog.unnest(k.confkey) with ordinality u(num, place)
                         join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.place)
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class c on c.oid = k.confrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.conrelid = any(?) and not c.relispartition
            order by k.conrelid, k.conname
            """;

    /** How many different values columns have, as statistics tell. */
    static final String STATISTICS =
            """
            select s.attname::pg_catalog.text, s.n_distinct
            from pg_catalog.pg_stats s
            where s.schemaname = ? and s.tablename = ?
            order by s.inherited
            """;

    private LookSql() {}
}
