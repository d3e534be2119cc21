package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.RowMeaning;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.HeldRowsSql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;

/**
 * Compares every source with what the warehouse holds of it, range by range: the source's digests
 * computed now against the digests of the rows held now. While a source is written to, what is on
 * its way counts as a difference: a range that differs is compared again a few times.
 */
final class AuditCheck {

    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 400;

    private final Vertx vertx;
    private final FreshetConfig config;
    private final Pool warehouse;
    private final CheckReport report;

    AuditCheck(Vertx vertx, FreshetConfig config, CheckReport report) {
        this.vertx = vertx;
        this.config = config;
        this.report = report;
        this.warehouse = Databases.warehouse(vertx, config.warehouse().orElseThrow());
    }

    /**
     * Prints a line per source and table: rows, differences, seconds; one that failed where any
     * differ.
     */
    void run(List<SourceConfig> sources) {
        for (SourceConfig source : sources) {
            for (TableDefinition table :
                    config.pipelines().find(source.pipeline()).orElseThrow().tables()) {
                audit(source, table);
            }
        }
        warehouse.close();
    }

    private void audit(SourceConfig source, TableDefinition table) {
        String what = "audit " + source.name();
        long began = System.nanoTime();
        try {
            Comparison comparison = await(compare(source, table));
            for (int attempt = 1; attempt < TRIES && comparison.differences() > 0; attempt++) {
                Thread.sleep(PAUSE_MILLIS);
                comparison = await(compare(source, table));
            }
            String line =
                    "%s: %,d rows, %d differences, %.2f s"
                            .formatted(
                                    table.name(),
                                    comparison.rows(),
                                    comparison.differences(),
                                    (System.nanoTime() - began) / 1e9);
            if (comparison.differences() == 0) {
                report.well(what, line);
            } else {
                report.failed(
                        what,
                        "%s (in ranges of %,d keys; is Freshet running and caught up?)"
                                .formatted(line, table.home().width()));
            }
        } catch (CompletionException e) {
            report.failed(what, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.failed(what, "interrupted");
        }
    }

    private record Comparison(long rows, long differences) {}

    private Future<Comparison> compare(SourceConfig source, TableDefinition table) {
        return held(source, table)
                .compose(
                        held ->
                                there(source, table, new TreeSet<>(held.keySet()))
                                        .map(there -> compare(there, held)));
    }

    private long meaning(SourceConfig source, TableDefinition table) {
        return RowMeaning.of(
                config.pipelines().find(source.pipeline()).orElseThrow(),
                table,
                source.attributes());
    }

    private Future<Map<Long, RangeSum>> there(
            SourceConfig source, TableDefinition table, SortedSet<Long> held) {
        return new PostgresConnector(vertx)
                .open(source)
                .compose(
                        session ->
                                session.verify(table, meaning(source, table))
                                        .compose(verified -> new TableSums(verified, held).all())
                                        .eventually(
                                                () -> {
                                                    session.close();
                                                    return Future.succeededFuture();
                                                }));
    }

    private static Comparison compare(Map<Long, RangeSum> there, Map<Long, RangeSum> held) {
        TreeSet<Long> ranges = new TreeSet<>(there.keySet());
        ranges.addAll(held.keySet());
        long differences =
                ranges.stream()
                        .filter(
                                range ->
                                        !there.getOrDefault(range, RangeSum.NONE)
                                                .equals(held.getOrDefault(range, RangeSum.NONE)))
                        .count();
        return new Comparison(there.values().stream().mapToLong(RangeSum::rows).sum(), differences);
    }

    private Future<Map<Long, RangeSum>> held(SourceConfig source, TableDefinition table) {
        return warehouse
                .preparedQuery(
                        new HeldRowsSql(source.pipeline(), table.name(), table.home()).checksums())
                .execute(Tuple.of(source.name()))
                .map(
                        rows -> {
                            Map<Long, RangeSum> sums = new HashMap<>();
                            for (Row row : rows) {
                                long digest =
                                        row.get(Numeric.class, 2).bigIntegerValue().longValue();
                                sums.put(row.getLong(0), new RangeSum(row.getLong(1), digest));
                            }
                            return sums;
                        });
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
