package io.freshet.aggregator.apply;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Databases whose own tables are there already, and empty: to migrate one takes longer than most of
 * what is tried in it. Thread-safe.
 */
final class MigratedDatabases {

    /**
     * What is left is what a migration makes. Statistics of tables stay, as nothing but time makes
     * them otherwise.
     */
    private static final String EMPTY =
            """
            set lock_timeout = '5s';
            do $$ declare each text; begin
             for each in select nspname from pg_namespace
              where nspname not in ('freshet', 'information_schema') and nspname not like 'pg\\_%' loop
              execute format('drop schema %I cascade', each);
             end loop;
             for each in select format('%I.%I', schemaname, tablename) from pg_tables
              where schemaname = 'freshet' and tablename !~ '^(flyway.*|installation|source)$' loop
              execute 'delete from ' || each;
             end loop;
             delete from freshet.source;
             perform setval(c.oid, 1, false) from pg_class c
              where c.relkind = 'S' and c.relnamespace = 'freshet'::regnamespace;
            end $$;
            create schema public authorization pg_database_owner;
            grant usage on schema public to public""";

    /** All that a test may have changed in it which emptying leaves. */
    private static final String LEFT =
            """
            select md5(string_agg(thing, ',' order by thing)) from (
             select concat_ws(' ', c.relname, c.relkind, c.relowner, c.relacl, c.reloptions)
              from pg_class c where c.relnamespace = 'freshet'::regnamespace
             union all select concat_ws(' ', a.attrelid::regclass, a.attname, a.atttypid,
              a.attnotnull, a.attacl, a.attisdropped)
              from pg_attribute a join pg_class c on c.oid = a.attrelid
              where c.relnamespace = 'freshet'::regnamespace and a.attnum > 0
             union all select concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid))
              from pg_constraint where connamespace = 'freshet'::regnamespace
             union all select concat_ws(' ', tgrelid::regclass, tgname, tgenabled)
              from pg_trigger where not tgisinternal
             union all select concat_ws(' ', p.proname, p.prosrc, p.proacl)
              from pg_proc p where p.pronamespace = 'freshet'::regnamespace
             union all select concat_ws(' ', n.nspname, n.nspacl) from pg_namespace n
              where n.nspname = 'freshet'
             union all select extname from pg_extension
             union all select evtname from pg_event_trigger
             union all select concat_ws(' ', setrole, setconfig) from pg_db_role_setting s
              join pg_database d on d.oid = s.setdatabase where d.datname = current_database()
             union all select id::text from freshet.installation
            ) things (thing)""";

    private static final Deque<TestDatabase> KEPT = new ConcurrentLinkedDeque<>();
    private static final Map<TestDatabase, List<String>> AS_MIGRATED = new ConcurrentHashMap<>();

    private MigratedDatabases() {}

    /**
     * A database of the caller's own.
     *
     * @param migrated whether its own tables are there; else {@link #migrated} is told once they
     *     are
     */
    record Taken(TestDatabase database, boolean migrated) {}

    static Taken take() {
        TestDatabase kept = KEPT.poll();
        return kept == null
                ? new Taken(TestServers.postgres().createDatabase("aggregator"), false)
                : new Taken(kept, true);
    }

    /** Says that a database has its own tables now, as the migration made them. */
    static void migrated(TestDatabase database) {
        AS_MIGRATED.put(database, database.query(LEFT));
    }

    /** Leaves in a database what its migration made. */
    static void empty(TestDatabase database) {
        database.execute(EMPTY);
    }

    /**
     * Gives one back, to which nobody is connected; it is dropped where it cannot be used again.
     */
    static void give(TestDatabase database) {
        if (isAsMigrated(database)) {
            KEPT.add(database);
        } else {
            AS_MIGRATED.remove(database);
            database.close();
        }
    }

    private static boolean isAsMigrated(TestDatabase database) {
        try {
            empty(database);
            return database.query(LEFT).equals(AS_MIGRATED.get(database));
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
