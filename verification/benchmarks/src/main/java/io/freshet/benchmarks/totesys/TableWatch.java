package io.freshet.benchmarks.totesys;

import io.freshet.testkit.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks every few milliseconds into a table of the warehouse for the changes under way. */
final class TableWatch extends SideTask {

    private static final long PAUSE_MILLIS = 5;

    /** What is looked into: for an array of keys, rows of key and units. */
    private final String query;

    private final TestDatabase warehouse;
    private final ProbeTimes times;
    private final ProbeStage stage;

    /**
     * @param query gives, for an array of orders' keys, rows of key, units, and whether the order
     *     is deleted
     */
    TableWatch(String query, TestDatabase warehouse, ProbeTimes times, ProbeStage stage) {
        this.query = query;
        this.warehouse = warehouse;
        this.times = times;
        this.stage = stage;
    }

    @Override
    void work() throws SQLException, InterruptedException {
        try (Connection connection = warehouse.connect();
                PreparedStatement look = connection.prepareStatement(query)) {
            while (!isEnded()) {
                List<ProbeChange> awaited = times.awaitedIn(stage);
                if (!awaited.isEmpty()) {
                    look(connection, look, awaited);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void look(Connection connection, PreparedStatement look, List<ProbeChange> awaited)
            throws SQLException {
        Array keys =
                connection.createArrayOf(
                        "bigint", awaited.stream().map(ProbeChange::order).toArray());
        look.setArray(1, keys);
        Map<Long, Set<Long>> units = new HashMap<>();
        Set<Long> deleted = new HashSet<>(awaited.stream().map(ProbeChange::order).toList());
        try (ResultSet row = look.executeQuery()) {
            while (row.next()) {
                units.computeIfAbsent(row.getLong(1), key -> new HashSet<>()).add(row.getLong(2));
                if (!row.getBoolean(3)) {
                    deleted.remove(row.getLong(1));
                }
            }
        }
        long now = System.nanoTime();
        for (ProbeChange change : awaited) {
            boolean seen =
                    change.kind() == ProbeKind.DELETE
                            ? deleted.contains(change.order())
                            : units.getOrDefault(change.order(), Set.of()).contains(change.units());
            if (seen) {
                times.seen(change, stage, now);
            }
        }
    }
}
