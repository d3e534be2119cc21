package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The star tables of the shop, which are kept aside, lost, and compared with what comes back. */
final class RebuiltTables {

    private static final String TABLES =
            """
            select table_name from information_schema.tables
            where table_schema = '%s' and table_type = 'BASE TABLE'
            """;

    private static final long PAUSE_MILLIS = 100;

    private final TestDatabase warehouse;
    private List<String> tables = List.of();

    RebuiltTables(TestDatabase warehouse) {
        this.warehouse = warehouse;
    }

    /** Waits until the lake has all that the journal has. */
    void awaitArchived(Duration limit) throws InterruptedException {
        awaitAnswer(
                """
                select count(*) from freshet.applied a join freshet.lake_position p using (source_id)
                where not exists (select from freshet.row_change c
                 where c.source_id = a.source_id and c.version > p.version)
                """,
                "1",
                limit);
    }

    /** Waits until the warehouse answers so. */
    void awaitAnswer(String query, String answer, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!warehouse.query(query).equals(List.of(answer))) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        "%s: %s, not %s".formatted(query, warehouse.query(query), answer));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Copies them. */
    void keep() {
        tables = warehouse.query(TABLES.formatted("totesys_warehouse"));
        warehouse.execute("create schema kept");
        for (String table : tables) {
            warehouse.execute(
                    "create table kept.%1$s as select * from totesys_warehouse.%1$s"
                            .formatted(table));
        }
    }

    /** Drops whatever Freshet has made. */
    void loseEverything() {
        warehouse.execute("drop schema totesys_warehouse, totesys, freshet cascade");
    }

    /** Rows that are in one of both only; nothing where all are as they were. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        if (tables.size() < 11) {
            found.add("only %s were kept".formatted(tables));
        }
        for (String table : tables) {
            for (String[] pair :
                    new String[][] {{"kept", "totesys_warehouse"}, {"totesys_warehouse", "kept"}}) {
                warehouse
                        .query(
                                "select t::text from (select * from %2$s.%1$s except all select * from %3$s.%1$s) t limit 5"
                                        .formatted(table, pair[0], pair[1]))
                        .forEach(row -> found.add(pair[0] + " " + table + " " + row));
            }
        }
        return found;
    }
}
