package io.freshet.faultinjection.soak;

import io.freshet.faultinjection.system.LakeUnderTest;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.oracle.OracleVerdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Says whether the lake, as DuckDB reads it, has each change once, and its newest epoch the rows
 * and versions of the warehouse, which must be at rest. Not thread-safe; blocks.
 */
final class LakeOracle {

    private static final long PAUSE_MILLIS = 200;
    private static final int MOST_NAMED = 5;

    /** Names, quoted, of columns that are archived. */
    private static final String COLUMNS =
            """
            select quote_ident(column_name) from information_schema.columns
            where table_schema = '%s' and table_name = '%s'
             and column_name not in ('source_id', 'row_key', 'row_digest', 'row_time', 'row_counts')
            order by ordinal_position
            """;

    /** The same with the digits that the lake keeps of numbers without a scale. */
    private static final String NUMBERS_AS_KEPT =
            COLUMNS.replace(
                    "quote_ident(column_name)",
                    "quote_ident(column_name) || case when data_type = 'numeric' and numeric_scale"
                            + " is null then '::numeric(38,18)' else '' end");

    private final LakeUnderTest lake;
    private final TestDatabase warehouse;

    /**
     * @param warehouse what it is the lake of
     */
    LakeOracle(LakeUnderTest lake, TestDatabase warehouse) {
        this.lake = lake;
        this.warehouse = warehouse;
    }

    /** What a look found. */
    private static final class Look {

        private final List<String> differences = new ArrayList<>();
        private long lost;
        private long doubled;
        private long rows;

        void lost(String what, Set<String> which) {
            lost += which.size();
            note(what, which);
        }

        void doubled(String what, Set<String> which) {
            doubled += which.size();
            note(what, which);
        }

        private void note(String what, Set<String> which) {
            if (!which.isEmpty()) {
                differences.add(
                        "%s: %d, such as %s"
                                .formatted(
                                        what,
                                        which.size(),
                                        which.stream().limit(MOST_NAMED).toList()));
            }
        }
    }

    /**
     * The objects that count.
     *
     * @param epoch the newest manifest's
     * @param byTable their names, by epoch and table such as {@code 3 ingestion/staff}
     */
    private record Objects(long epoch, Map<String, Set<String>> byTable) {}

    /** Waits until both are the same; gives what differs still. */
    OracleVerdict await(Duration limit) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            Look look = new Look();
            try {
                look(look);
            } catch (SQLException | IOException | RuntimeException e) {
                // What was killed starts again.
                look.differences.add("cannot be compared: " + e);
            }
            Duration after = Duration.ofNanos(System.nanoTime() - began);
            if (look.differences.isEmpty() || after.compareTo(limit) > 0) {
                return new OracleVerdict(
                        after, look.lost, look.doubled, look.rows, look.differences);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** How many times it began anew, the first included. */
    long epochs() throws IOException {
        return objects(new Look()).epoch();
    }

    private void look(Look look) throws SQLException, IOException {
        Objects objects = objects(look);
        look.doubled("objects that no manifest names", lake.unnamedObjects());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Map.Entry<String, Set<String>> of : objects.byTable().entrySet()) {
                look.doubled(
                        "changes twice in epoch " + of.getKey(),
                        new TreeSet<>(rows(duck, changesTwice(files(of.getValue()))).keySet()));
            }
            for (String table : tables()) {
                Set<String> files = objects.byTable().get(objects.epoch() + " " + table);
                compare(look, duck, table, files == null ? "" : files(files));
            }
        }
    }

    /** Follows all manifests. */
    private Objects objects(Look look) throws IOException {
        Map<String, Set<String>> byTable = new TreeMap<>();
        Set<String> added = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        long epoch = 0;
        for (Path file : lake.manifestFiles()) {
            JsonObject manifest = new JsonObject(Files.readString(file));
            epoch = manifest.getLong("epoch");
            for (Object each : manifest.getJsonArray("adds", new JsonArray())) {
                JsonObject object = (JsonObject) each;
                String name = object.getString("name");
                if (!added.add(name)) {
                    twice.add(name);
                }
                byTable.computeIfAbsent(
                                object.getLong("epoch") + " " + object.getString("table"),
                                key -> new TreeSet<>())
                        .add(name);
            }
            for (Object name : manifest.getJsonArray("removes", new JsonArray())) {
                byTable.values().forEach(names -> names.remove(name.toString()));
            }
        }
        byTable.values().removeIf(Set::isEmpty);
        look.doubled("objects that two manifests add", twice);
        look.lost(
                "objects that are not there",
                byTable.values().stream()
                        .flatMap(Set::stream)
                        .filter(name -> Files.notExists(lake.folder().resolve(name)))
                        .collect(Collectors.toCollection(TreeSet::new)));
        return new Objects(epoch, byTable);
    }

    private String files(Set<String> names) {
        return names.stream()
                .map(name -> "'" + lake.folder().resolve(name) + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
    }

    private static String changesTwice(String files) {
        return "select _version::varchar || '/' || _change_id::varchar, count(*)::varchar from "
                + files
                + " group by all having count(*) > 1";
    }

    /** Tables that are archived, such as {@code processed/dim_staff}. */
    private List<String> tables() {
        return warehouse.query(
                """
                select case table_schema when 'totesys' then 'ingestion/' else 'processed/' end
                 || table_name
                from information_schema.tables
                where table_type = 'BASE TABLE' and (table_schema = 'totesys_warehouse'
                 or table_schema = 'totesys' and exists (select from information_schema.columns c
                  where c.table_schema = tables.table_schema and c.table_name = tables.table_name
                   and c.column_name = 'row_key'))
                """);
    }

    private void compare(Look look, Connection duck, String table, String files)
            throws SQLException {
        boolean ofSource = table.startsWith("ingestion/");
        String name = table.substring(table.indexOf('/') + 1);
        String schema = ofSource ? "totesys" : "totesys_warehouse";
        List<String> columns = warehouse.query(COLUMNS.formatted(schema, name));
        List<String> kept = warehouse.query(NUMBERS_AS_KEPT.formatted(schema, name));
        String key = ofSource ? "row_key" : columns.get(0);
        Map<String, String> held;
        try (Connection connection = warehouse.connect()) {
            held =
                    rows(
                            connection,
                            "select %s::text, concat_ws('|', %s) from %s.\"%s\""
                                    .formatted(key, texts(kept), schema, name));
        }
        Map<String, String> archived = Map.of();
        if (!files.isEmpty()) {
            String latest = ofSource ? "_row_key" : columns.get(0);
            archived =
                    rows(
                            duck,
                            """
                            select %1$s::varchar, concat_ws('|', %2$s) from (select distinct on (%1$s) *
                             from %3$s order by %1$s, _version desc, _change_id desc) where _present
                            """
                                    .formatted(latest, texts(columns), files));
        }
        look.rows += held.size();
        Map<String, String> had = archived;
        look.lost(
                table + " lacks",
                held.entrySet().stream()
                        .filter(row -> !row.getValue().equals(had.get(row.getKey())))
                        .map(row -> row.getValue() + " (has " + had.get(row.getKey()) + ")")
                        .collect(Collectors.toCollection(TreeSet::new)));
        look.doubled(
                table + " has what the warehouse has not",
                had.keySet().stream()
                        .filter(each -> !held.containsKey(each))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Each column as a text, null as a word, so that it differs from an empty one. */
    private static String texts(List<String> columns) {
        return columns.stream()
                .map(column -> "coalesce(%s::varchar, 'null')".formatted(column))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> rows(Connection connection, String query)
            throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.put(result.getString(1), result.getString(2));
            }
        }
        return rows;
    }
}
