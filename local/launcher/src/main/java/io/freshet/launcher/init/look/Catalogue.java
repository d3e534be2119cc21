package io.freshet.launcher.init.look;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedColumn.Nature;
import io.freshet.launcher.init.described.DescribedColumn.Rights;
import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.Access;
import io.freshet.launcher.init.described.DescribedTable.DescribedIndex;
import io.freshet.launcher.init.described.DescribedTable.Kind;
import io.freshet.launcher.init.described.DescribedTable.Reference;
import io.freshet.launcher.init.described.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a database's catalogue. Blocks. */
final class Catalogue {

    private final ReadOnlySession session;

    Catalogue(ReadOnlySession session) {
        this.session = session;
    }

    /** A line of the list of tables. */
    private record Listed(
            long oid,
            QualifiedName name,
            Kind kind,
            long rows,
            Access access,
            String comment,
            Optional<QualifiedName> parent,
            boolean hasChildren) {}

    /** Something that belongs to a table. */
    private record Of<T>(long oid, T part) {}

    DescribedDatabase read() throws SQLException {
        String version =
                ask("show server_version", row -> row.getString(1)).get(0).replaceFirst(" .*", "");
        String user = ask("select current_user", row -> row.getString(1)).get(0);
        List<Listed> all = ask(LookSql.TABLES, Catalogue::listed);
        List<Listed> looked = all.subList(0, Math.min(LookLimits.TABLES, all.size()));
        Long[] oids = looked.stream().map(Listed::oid).toArray(Long[]::new);
        Map<Long, List<DescribedColumn>> columns =
                grouped(ask(LookSql.COLUMNS + limit(), Catalogue::column, (Object) oids));
        Map<Long, List<DescribedIndex>> indexes =
                grouped(ask(LookSql.INDEXES, Catalogue::index, (Object) oids));
        Map<Long, List<Reference>> references =
                grouped(ask(LookSql.REFERENCES, Catalogue::reference, (Object) oids));
        List<DescribedTable> tables = new ArrayList<>();
        for (Listed one : looked) {
            tables.add(
                    new DescribedTable(
                            one.name(),
                            one.kind(),
                            one.comment(),
                            one.rows(),
                            one.access(),
                            one.parent(),
                            one.hasChildren(),
                            columns.getOrDefault(one.oid(), List.of()),
                            indexes.getOrDefault(one.oid(), List.of()),
                            references.getOrDefault(one.oid(), List.of()),
                            0));
        }
        return new DescribedDatabase(version, user, tables, all.size() - looked.size());
    }

    private <T> List<T> ask(String sql, ReadOnlySession.Reader<T> reader, Object... parameters)
            throws SQLException {
        return session.ask(LookLimits.CATALOGUE, sql, reader, parameters);
    }

    private static String limit() {
        return " limit " + LookLimits.COLUMNS;
    }

    private static <T> Map<Long, List<T>> grouped(List<Of<T>> parts) {
        Map<Long, List<T>> grouped = new HashMap<>();
        parts.forEach(
                part ->
                        grouped.computeIfAbsent(part.oid(), none -> new ArrayList<>())
                                .add(part.part()));
        return grouped;
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Optional<QualifiedName> parent =
                row.getString(11) == null
                        ? Optional.empty()
                        : Optional.of(new QualifiedName(row.getString(11), row.getString(12)));
        return new Listed(
                row.getLong(1),
                new QualifiedName(row.getString(2), row.getString(3)),
                row.getBoolean(5)
                        ? Kind.PARTITION
                        : switch (row.getString(4)) {
                            case "p" -> Kind.PARTITIONED;
                            case "v", "m" -> Kind.VIEW;
                            case "f" -> Kind.FOREIGN;
                            default -> Kind.TABLE;
                        },
                row.getLong(6),
                access(row),
                row.getString(10),
                parent,
                row.getBoolean(13));
    }

    private static Access access(ResultSet row) throws SQLException {
        if (!row.getBoolean(7)) {
            return Access.NO_SCHEMA;
        }
        if (!row.getBoolean(8)) {
            return Access.NO_SELECT;
        }
        return row.getBoolean(9) ? Access.ROWS_HIDDEN : Access.READABLE;
    }

    private static Of<DescribedColumn> column(ResultSet row) throws SQLException {
        return new Of<>(
                row.getLong(1),
                new DescribedColumn(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        switch (row.getString(5)) {
                            case "d" -> Nature.DOMAIN;
                            case "e" -> Nature.ENUM;
                            default -> Nature.BASE;
                        },
                        new Rights(
                                row.getBoolean(6),
                                row.getBoolean(7),
                                row.getBoolean(8),
                                row.getBoolean(9)),
                        row.getString(10),
                        OptionalDouble.empty(),
                        List.of()));
    }

    private static Of<DescribedIndex> index(ResultSet row) throws SQLException {
        return new Of<>(
                row.getLong(1),
                new DescribedIndex(texts(row, 4), row.getBoolean(2), row.getBoolean(3)));
    }

    private static Of<Reference> reference(ResultSet row) throws SQLException {
        return new Of<>(
                row.getLong(1),
                new Reference(
                        texts(row, 4),
                        new QualifiedName(row.getString(2), row.getString(3)),
                        texts(row, 5)));
    }

    private static List<String> texts(ResultSet row, int place) throws SQLException {
        return List.of((String[]) row.getArray(place).getArray());
    }
}
