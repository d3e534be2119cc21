package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.system.Installation;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** What the owners of a source do to its readers. */
final class SourceFaults {

    private static final String MANY =
            "insert into responses (cnt, escs) select 'MEX', (i %% 9)::text from generate_series(1,"
                    + " %d) as i on conflict do nothing";
    private static final int ROWS = 30_000;

    /** Each of 60 MB. */
    private static final String LARGE =
            "insert into responses (cnt, escs, st001) select 'MEX', repeat('9', 30000000),"
                    + " repeat('x', 30000000) from generate_series(1, 4) on conflict do nothing";

    private static final List<String> ROLE_SETTINGS =
            List.of(
                    "timezone = 'Asia/Kathmandu'",
                    "intervalstyle = 'sql_standard'",
                    "bytea_output = 'escape'",
                    "default_transaction_isolation = 'serializable'",
                    "default_transaction_deferrable = on",
                    "statement_timeout = '2s'",
                    "idle_in_transaction_session_timeout = '1s'",
                    "search_path = 'nowhere'",
                    "standard_conforming_strings = off",
                    "lc_messages = 'C'",
                    "work_mem = '64kB'");

    private SourceFaults() {}

    static Mending hideRows(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        source.alter("alter table responses enable row level security");
        return () -> source.alter("alter table responses disable row level security");
    }

    /** They hold for sessions that begin from then on, so those that are there are ended. */
    static Mending changeRole(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        String role = source.database().reader().username();
        String setting = ROLE_SETTINGS.get(random.nextInt(ROLE_SETTINGS.size()));
        source.alter("alter role %s set %s".formatted(role, setting));
        endSessions(source);
        return () -> {
            source.alter("alter role %s reset all".formatted(role));
            endSessions(source);
        };
    }

    static Mending rotatePassword(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        String password = "p$$%d'\"@:/ %%".formatted(random.nextInt());
        source.alter(
                "alter role %s password '%s'"
                        .formatted(
                                source.database().reader().username(),
                                password.replace("'", "''")));
        endSessions(source);
        return () -> system.tellPassword(source, password);
    }

    static Mending insertLargeRows(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        source.alter(LARGE);
        return () -> source.alter("delete from responses where octet_length(st001) > 1000000");
    }

    static Mending stripEncryption(Installation system, Random random) throws SQLException {
        if (random.nextBoolean()) {
            system.sourceServer().strip();
        } else {
            system.sourceServer().showForeign();
        }
        return system.sourceServer()::encrypt;
    }

    static Mending endSessions(Installation system, Random random)
            throws SQLException, InterruptedException {
        endSessions(system.anySource(random));
        return () -> {};
    }

    private static void endSessions(SourceUnderTest source)
            throws SQLException, InterruptedException {
        source.alter(
                "do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'; end $$"
                        .formatted(source.database().reader().username()));
    }

    static Mending fillAndTruncate(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        source.alter(MANY.formatted(ROWS));
        return () -> source.alter("truncate responses");
    }
}
