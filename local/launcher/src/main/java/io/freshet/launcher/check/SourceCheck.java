package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Tries one source exactly as the poller does: connection, rights, tables, columns, types. */
final class SourceCheck {

    private final Vertx vertx;
    private final FreshetConfig config;
    private final SourceConfig source;

    SourceCheck(Vertx vertx, FreshetConfig config, SourceConfig source) {
        this.vertx = vertx;
        this.config = config;
        this.source = source;
    }

    /** Adds a line for it; the future fails never. */
    CompletableFuture<Void> run(CheckReport report) {
        String what = "source " + source.name();
        return new PostgresConnector(vertx)
                .open(source)
                .compose(session -> verify(session).eventually(() -> close(session)))
                .onSuccess(detail -> report.well(what, source.url() + ":" + detail))
                .onFailure(error -> report.failed(what, withoutName(error.getMessage())))
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** The line begins with the source's name already. */
    private String withoutName(String message) {
        return message.replace(
                "source %s (%s)".formatted(source.name(), source.url()), source.url().toString());
    }

    private Future<String> verify(SourceConnection session) {
        Future<String> detail = Future.succeededFuture("");
        for (TableDefinition table :
                config.pipelines().find(source.pipeline()).orElseThrow().tables()) {
            detail =
                    detail.compose(
                            before ->
                                    session.verify(table)
                                            .compose(SourceTable::highestKey)
                                            .map(highest -> before + line(table, highest)));
        }
        return detail;
    }

    private static String line(TableDefinition table, OptionalLong highest) {
        return " table %s readable, %s"
                .formatted(
                        table.name(),
                        highest.isPresent()
                                ? "highest %s %d".formatted(table.key(), highest.getAsLong())
                                : "empty");
    }

    private static Future<Void> close(SourceConnection session) {
        session.close();
        return Future.succeededFuture();
    }
}
