package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.schema.SchemaListener;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.source.postgres.TableCatalogue.Column;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares a table of a source with its definition, and finds out how it can be read. */
final class PostgresTableVerifier {

    private static final Set<String> KEY_TYPES = Set.of("smallint", "integer", "bigint");
    private static final String ZONELESS = "timestamp without time zone";
    private static final Set<String> TIME_TYPES = Set.of(ZONELESS, "timestamp with time zone");

    private static final long NO_TABLE = 0;

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableDefinition table;
    private final long meaning;

    PostgresTableVerifier(
            PostgresConnection connection,
            SourceConfig source,
            TableDefinition table,
            long meaning) {
        this.connection = connection;
        this.source = source;
        this.table = table;
        this.meaning = meaning;
    }

    /** Fails with {@link SourceProblem} where the table cannot be read as it is defined. */
    Future<TableShape> verify() {
        return TableCatalogue.of(connection, table)
                .compose(found -> recorded(found).map(found))
                .compose(
                        found -> {
                            TableCatalogue catalogue =
                                    found.orElseThrow(
                                            () ->
                                                    drifted("there is no table " + table.relation())
                                                            .ofGoneTable());
                            checkKey(catalogue);
                            checkColumns(catalogue);
                            checkRights(catalogue);
                            TableShape shape = shape(catalogue);
                            return tried(shape).compose(done -> withNullKeys(shape, catalogue));
                        });
    }

    /**
     * Before anything is checked: a schema that cannot be read as defined is worth a record, too.
     */
    private Future<Void> recorded(Optional<TableCatalogue> found) {
        SchemaListener listener = connection.schemas();
        long digest = found.map(TableCatalogue::digest).orElse(NO_TABLE);
        return listener.isNew(source.name(), table.name(), digest)
                ? TableCatalogue.schema(connection, table)
                        .onSuccess(schema -> listener.seen(source.name(), table, digest, schema))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private void checkKey(TableCatalogue catalogue) {
        if (table.home() == Home.HASH) {
            table.key().forEach(column -> checkHashed(column, catalogue));
            return;
        }
        String name = table.key().get(0).source();
        Column key = catalogue.columns().get(name);
        if (key == null || !KEY_TYPES.contains(key.type())) {
            throw drifted(
                    "table %s has no key %s of an integer type%s"
                            .formatted(
                                    table.name(),
                                    name,
                                    key == null
                                            ? ""
                                            : ", it is %s, as which it has to be declared under columns"
                                                    .formatted(key.type())));
        }
        if (!catalogue.unique() && catalogue.kind().equals("r")) {
            throw drifted(
                    "key %s of table %s has no unique index of its own"
                            .formatted(name, table.name()));
        }
    }

    /** What the source tells apart must be told apart by what is held of it, too. */
    private void checkHashed(KeyColumn column, TableCatalogue catalogue) {
        Column found = catalogue.columns().get(column.source());
        ColumnDefinition held = column.held().orElseThrow();
        if (found != null && !held.type().keepsApart(found.type())) {
            throw drifted(
                    "%s, of the key of table %s, is %s and declared as %s; declare it as it is, or as text"
                            .formatted(
                                    column.source(),
                                    table.name(),
                                    found.type(),
                                    held.type().canonical(false)));
        }
    }

    private void checkColumns(TableCatalogue catalogue) {
        for (ColumnDefinition definition : table.columns()) {
            Column column = catalogue.columns().get(definition.source());
            if (definition.isFurther() || (column == null && mayBeGone(definition))) {
                continue;
            }
            if (column == null) {
                throw drifted(
                        "table %s has no column %s".formatted(table.name(), definition.source()));
            }
            String type = definition.sourceType().orElse(column.type());
            if (!type.equals(column.type())) {
                throw drifted(
                        "column %s of table %s is %s, not %s"
                                .formatted(definition.source(), table.name(), column.type(), type));
            }
        }
        ContractedColumns.objection(table, catalogue)
                .ifPresent(
                        sentence -> {
                            throw problem(sentence);
                        });
    }

    private boolean mayBeGone(ColumnDefinition column) {
        return table.contract().readsFurther()
                && table.key().stream().noneMatch(key -> key.source().equals(column.source()));
    }

    private void checkRights(TableCatalogue catalogue) {
        Set<String> needed = new LinkedHashSet<>();
        table.key().forEach(column -> needed.add(column.source()));
        ContractedColumns.of(table, catalogue).read().stream()
                .filter(column -> !column.isFurther())
                .forEach(column -> needed.add(column.source()));
        timeColumn(catalogue).ifPresent(needed::add);
        List<String> refused =
                needed.stream().filter(name -> !catalogue.columns().get(name).readable()).toList();
        if (!refused.isEmpty()) {
            throw PostgresErrors.notGranted(
                    source, table, refused.size() == needed.size() ? List.of() : refused);
        }
        if (catalogue.hidesRows() && !source.access().rowsFiltered()) {
            throw PostgresErrors.restricted(source, table.relation().toString(), null)
                    .ofTable(
                            "row-level security may hide rows of table %s from the role that reads it"
                                    .formatted(table.relation()));
        }
    }

    private Optional<String> timeColumn(TableCatalogue catalogue) {
        return table.time()
                .filter(
                        name ->
                                catalogue.columns().containsKey(name)
                                        && TIME_TYPES.contains(
                                                catalogue.columns().get(name).type()));
    }

    private TableShape shape(TableCatalogue catalogue) {
        Map<String, String> types = new HashMap<>();
        ContractedColumns contracted = ContractedColumns.of(table, catalogue);
        Stream.concat(
                        contracted.further().stream(),
                        contracted.read().stream()
                                .filter(column -> !column.isFurther())
                                .map(ColumnDefinition::source))
                .forEach(name -> types.put(name, catalogue.columns().get(name).type()));
        List<String> notes = new ArrayList<>(contracted.notes());
        if (catalogue.hidesRows()) {
            notes.add(
                    "row-level security may hide rows of %s from %s; what it sees is what counts, as row-security: filtered says"
                            .formatted(table.relation(), source.username()));
        }
        boolean zoneless =
                timeColumn(catalogue)
                        .filter(name -> catalogue.columns().get(name).type().equals(ZONELESS))
                        .isPresent();
        return new TableShape(
                table,
                meaning,
                rowTime(catalogue, notes),
                zoneless ? Optional.of(source.access().timeZone()) : Optional.<ZoneId>empty(),
                contracted.read(),
                contracted.further(),
                types,
                catalogue.keepsUnique(),
                inBlocks(catalogue),
                !catalogue.kind().equals("p") && !catalogue.inherited(),
                tellsWritten(catalogue),
                catalogue.counted(),
                0,
                notes);
    }

    private boolean inBlocks(TableCatalogue catalogue) {
        return table.home() == Home.HASH
                && catalogue.inBlocks()
                && catalogue.mayReadXmin()
                && connection.server().version() >= ServerFacts.READS_BLOCKS;
    }

    private boolean tellsWritten(TableCatalogue catalogue) {
        return table.home() == Home.INTEGER
                && catalogue.keepsUnique()
                && catalogue.mayReadXmin()
                && !catalogue.hidesRows()
                && connection.server().version() >= ServerFacts.READS_BLOCKS;
    }

    private RowTime rowTime(TableCatalogue catalogue, List<String> notes) {
        if (timeColumn(catalogue).isPresent()) {
            return RowTime.COLUMN;
        }
        if (!catalogue.commitTimes() || !Set.of("r", "p").contains(catalogue.kind())) {
            return RowTime.NONE;
        }
        if (!catalogue.mayReadXmin()) {
            notes.add(
                    "commit times are not read, as %s may not read xmin: grant select (xmin) on %s to %s"
                            .formatted(source.username(), table.relation(), source.username()));
            return RowTime.NONE;
        }
        return RowTime.COMMIT;
    }

    /** Reads no row, and yet needs all that reading rows needs. */
    private Future<Void> tried(TableShape shape) {
        PostgresSql sql = new PostgresSql(shape, connection.server().position().isPresent());
        Long[] none = {};
        return connection
                .query(sql.probe(false), Tuple.of(none, none, 1L, none))
                .compose(rows -> connection.query(sql.highestKey(), Tuple.tuple()))
                .mapEmpty();
    }

    private Future<TableShape> withNullKeys(TableShape shape, TableCatalogue catalogue) {
        if (table.key().stream()
                .allMatch(column -> catalogue.columns().get(column.source()).notNull())) {
            return Future.succeededFuture(shape);
        }
        PostgresSql sql = new PostgresSql(shape, false);
        return connection
                .query(sql.nullKeys(), Tuple.of(TableFacts.MOST_COUNTED))
                .map(rows -> shape.withNullKeys(rows.iterator().next().getLong(0)))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error)
                                        ? Future.succeededFuture(
                                                shape.withNote(
                                                        "whether rows have no %s cannot be counted in time"
                                                                .formatted(table.keyNames())))
                                        : Future.failedFuture(error));
    }

    private SourceProblem drifted(String what) {
        return problem(
                "%s; pipeline %s needs it: restore it, or change the definition"
                        .formatted(what, source.pipeline()));
    }

    private SourceProblem problem(String sentence) {
        return new SourceProblem(
                        SourceState.DRIFTED,
                        "source %s (%s): %s".formatted(source.name(), source.url(), sentence),
                        null)
                .ofTable(sentence);
    }
}
