package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.system.Installation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** An administrator of the warehouse who makes mistakes. */
final class WarehouseFaults {

    private static final List<String> SUMMARIES =
            List.of(
                    "update pisa.by_country set rows = rows + 3 where %s",
                    "update pisa.by_country set escs_sum = escs_sum + 1 where %s",
                    "update pisa.over_time set rows = rows + 3 where %s",
                    "delete from pisa.by_country where %s",
                    "delete from pisa.over_time where %s");
    private static final List<String> LEDGERS =
            List.of(
                    "update freshet.key_range set digest = digest + 1 where %s",
                    "update freshet.key_range set rows = rows + 1 where %s",
                    "delete from freshet.key_range where %s");
    private static final String ONE_ROW =
            "ctid = (select ctid from %s where rows > 0 order by random() limit 1)";

    private static final String DEADLOCK = "40P01";
    private static final String NO_TABLE = "42P01";
    private static final String NO_SCHEMA = "3F000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WarehouseFaults() {}

    static Mending drop(Installation system, Random random) {
        system.warehouse().drop();
        return () -> {
            system.warehouse().create();
            system.rights().giveOnceTablesAreThere();
        };
    }

    static Mending restore(Installation system, Random random) {
        system.warehouse().backUp();
        return system.warehouse()::restore;
    }

    /** Only the services can mend it, and whoever gives them their rights. */
    static Mending dropSchema(Installation system, Random random)
            throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = system.warehouse().connect();
                Statement change = connection.createStatement()) {
            while (true) {
                try {
                    change.execute("drop schema freshet cascade");
                    return system.rights()::giveOnceTablesAreThere;
                } catch (SQLException e) {
                    // The services lock tables in another order.
                    if (!DEADLOCK.equals(e.getSQLState()) || System.nanoTime() > until) {
                        throw e;
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }
    }

    static Mending damageSummary(Installation system, Random random)
            throws SQLException, InterruptedException {
        return damage(system, SUMMARIES.get(random.nextInt(SUMMARIES.size())));
    }

    static Mending damageLedger(Installation system, Random random)
            throws SQLException, InterruptedException {
        return damage(system, LEDGERS.get(random.nextInt(LEDGERS.size())));
    }

    /** Only the services can mend it. */
    private static Mending damage(Installation system, String statement)
            throws SQLException, InterruptedException {
        String table = statement.replaceAll(".*?(\\w+[.]\\w+) .*", "$1");
        String damage = statement.formatted(ONE_ROW.formatted(table));
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = system.warehouse().connect();
                Statement change = connection.createStatement()) {
            // Where sources are empty just now, or its tables are being made, there is none yet.
            while (!damaged(change, damage)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("no row to damage: " + damage);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return () -> {};
    }

    private static boolean damaged(Statement change, String damage) throws SQLException {
        try {
            return change.executeUpdate(damage) > 0;
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState()) || NO_SCHEMA.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
