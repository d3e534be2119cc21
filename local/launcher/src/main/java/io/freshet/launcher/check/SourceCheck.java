package io.freshet.launcher.check;

import io.freshet.configuration.DatabaseTls.Mode;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableStatistics;
import io.freshet.poller.source.file.FilesBeside;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Tries one source exactly as the poller does: connection, rights, tables, columns, types; and
 * looks for what would make reading less than it might be.
 */
final class SourceCheck {

    private final Vertx vertx;
    private final FreshetConfig config;
    private final SourceConfig source;

    SourceCheck(Vertx vertx, FreshetConfig config, SourceConfig source) {
        this.vertx = vertx;
        this.config = config;
        this.source = source;
    }

    /** What was found in a source whose tables can all be read. */
    private record Finding(
            String tables, List<Concern> concerns, Map<String, TableStatistics> statistics) {

        private Finding and(
                TableDefinition table,
                OptionalLong highest,
                List<Concern> further,
                TableStatistics known) {
            List<Concern> all = new ArrayList<>(concerns);
            all.addAll(further);
            Map<String, TableStatistics> every = new HashMap<>(statistics);
            every.put(table.name(), known);
            return new Finding(tables + line(table, highest), all, every);
        }
    }

    /**
     * Adds lines for it. The future gives what its statistics say of each table, or nothing where
     * one cannot be read; it fails never.
     */
    CompletableFuture<Optional<Map<String, TableStatistics>>> run(CheckReport report) {
        return new FilesBeside(vertx, new PostgresConnector(vertx))
                .open(source)
                .compose(session -> look(session).eventually(() -> close(session)))
                .onSuccess(finding -> report(finding, report))
                .onFailure(error -> report.failed(name(), staged(error)))
                .map(finding -> Optional.of(finding.statistics()))
                .otherwise(Optional.empty())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private String name() {
        return "source " + source.name();
    }

    private void report(Finding finding, CheckReport report) {
        String lost =
                finding.concerns().stream()
                        .filter(Concern::losesRows)
                        .map(Concern::sentence)
                        .collect(Collectors.joining("; "));
        if (lost.isEmpty()) {
            report.well(name(), source.url() + ": " + finding.tables());
        } else {
            report.failed(name(), "%s: %s; %s".formatted(source.url(), finding.tables(), lost));
        }
        source.url().concern().ifPresent(concern -> report.note(name(), concern));
        finding.concerns().stream()
                .filter(concern -> !concern.losesRows())
                .forEach(concern -> report.note(name(), concern.sentence()));
    }

    private String staged(Throwable error) {
        boolean encrypted = source.url().tls().mode() != Mode.DISABLE;
        return ConnectionStage.of(error).told(encrypted) + ": " + withoutName(error.getMessage());
    }

    /** The line begins with the source's name already. */
    private String withoutName(String message) {
        return String.valueOf(message)
                .replace(
                        "source %s (%s)".formatted(source.name(), source.url()),
                        source.url().toString());
    }

    private Future<Finding> look(SourceConnection session) {
        Future<Finding> all =
                session.describe()
                        .map(description -> new Finding(description, List.of(), Map.of()));
        for (TableDefinition table :
                config.pipelines().find(source.pipeline()).orElseThrow().tables()) {
            all = all.compose(before -> look(session, table, before));
        }
        return all;
    }

    private static Future<Finding> look(
            SourceConnection session, TableDefinition definition, Finding before) {
        return session.verify(definition).compose(table -> look(table, before));
    }

    private static Future<Finding> look(SourceTable table, Finding before) {
        return Future.all(table.highestKey(), table.concerns(), table.statistics())
                .map(
                        all ->
                                before.and(
                                        table.definition(),
                                        all.resultAt(0),
                                        all.resultAt(1),
                                        all.resultAt(2)));
    }

    /**
     * What is said of a table that can be read; of keys that are hashes the highest says nothing.
     */
    static String line(TableDefinition table, OptionalLong highest) {
        String readable = ", table %s readable".formatted(table.name());
        if (highest.isPresent()) {
            return "%s, highest %s %d".formatted(readable, table.keyNames(), highest.getAsLong());
        }
        return table.home() == Home.INTEGER ? readable + ", empty" : readable;
    }

    private static Future<Void> close(SourceConnection session) {
        session.close();
        return Future.succeededFuture();
    }
}
