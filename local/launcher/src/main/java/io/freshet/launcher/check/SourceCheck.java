package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.file.FilesBeside;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
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
    private record Finding(String tables, List<Concern> concerns) {

        private Finding and(String table, List<Concern> further) {
            List<Concern> all = new ArrayList<>(concerns);
            all.addAll(further);
            return new Finding(tables + table, all);
        }
    }

    /** Adds lines for it; whether its tables can be read. The future fails never. */
    CompletableFuture<Boolean> run(CheckReport report) {
        return new FilesBeside(vertx, new PostgresConnector(vertx))
                .open(source)
                .compose(session -> look(session).eventually(() -> close(session)))
                .onSuccess(finding -> report(finding, report))
                .onFailure(error -> report.failed(name(), withoutName(error.getMessage())))
                .map(true)
                .otherwise(false)
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

    /** The line begins with the source's name already. */
    private String withoutName(String message) {
        return message.replace(
                "source %s (%s)".formatted(source.name(), source.url()), source.url().toString());
    }

    private Future<Finding> look(SourceConnection session) {
        Future<Finding> all =
                session.describe().map(description -> new Finding(description, List.of()));
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
        return Future.all(table.highestKey(), table.concerns())
                .map(
                        both ->
                                before.and(
                                        line(table.definition(), both.resultAt(0)),
                                        both.resultAt(1)));
    }

    private static String line(TableDefinition table, OptionalLong highest) {
        return ", table %s readable, %s"
                .formatted(
                        table.name(),
                        highest.isPresent()
                                ? "highest %s %d".formatted(table.keyNames(), highest.getAsLong())
                                : "empty");
    }

    private static Future<Void> close(SourceConnection session) {
        session.close();
        return Future.succeededFuture();
    }
}
