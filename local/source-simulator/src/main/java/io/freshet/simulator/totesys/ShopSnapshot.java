package io.freshet.simulator.totesys;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Rows of a shop that were kept, in a folder with a Parquet file {@code TABLE.parquet} per table.
 */
public final class ShopSnapshot {
    private final Path folder;

    /**
     * @param folder of the files; all eleven are there
     * @throws IllegalArgumentException where one is missing
     */
    public ShopSnapshot(Path folder) {
        this.folder = folder;
        for (String table : ShopTables.ALL) {
            if (!Files.isRegularFile(file(table))) {
                throw new IllegalArgumentException("there is no file " + file(table));
            }
        }
    }

    /** Fills empty tables, and lets keys go on behind those that are there. */
    void load(ShopSession session) throws SQLException {
        for (String table : ShopTables.ALL) {
            load(session, table);
            session.number(
                    "select setval('%1$s_%1$s_id_seq', (select max(%1$s_id) from %2$s))"
                            .formatted(table, ShopTables.quoted(table)));
        }
    }

    private void load(ShopSession session, String table) throws SQLException {
        List<String> known =
                session.texts(
                        "select column_name from information_schema.columns where table_name = ?",
                        table);
        ParquetRows rows = ParquetRows.read(file(table));
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < rows.columns().size(); place++) {
            if (known.contains(rows.columns().get(place))) {
                places.add(place);
            }
        }
        String columns =
                places.stream()
                        .map(place -> ShopTables.quoted(rows.columns().get(place)))
                        .collect(Collectors.joining(", "));
        StringBuilder lines = new StringBuilder();
        for (List<String> row : rows.rows()) {
            lines.append(
                            places.stream()
                                    .map(place -> field(row.get(place)))
                                    .collect(Collectors.joining(",")))
                    .append('\n');
        }
        try {
            session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin (format csv)"
                                    .formatted(ShopTables.quoted(table), columns),
                            new StringReader(lines.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("loading " + file(table), e);
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".parquet");
    }

    /** A value that is missing is nothing, an empty one a pair of quotes. */
    private static String field(String value) {
        return value == null ? "" : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
