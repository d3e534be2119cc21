package io.freshet.launcher.status;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.events.TableStatusCodec;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.AuditSql;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.RehearsalSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StatusSql;
import io.freshet.warehouse.layout.SummarySql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the warehouse tells of sources and summaries, by reading alone. For one thread, which it
 * blocks; every question fails with {@link WarehouseException} where the warehouse does not answer.
 */
final class WarehouseReading {

    /** A poller writes every second; the warehouse may be slow for a while. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final WarehouseConnection connection;

    /**
     * @param connection that only reads
     */
    WarehouseReading(WarehouseConnection connection) {
        this.connection = connection;
    }

    /**
     * What is held of a summary.
     *
     * @param groups how many groups have rows
     * @param rows how many rows these have
     */
    record Size(OptionalLong groups, OptionalLong rows) {

        static final Size UNKNOWN = new Size(OptionalLong.empty(), OptionalLong.empty());
    }

    /** Whether a Freshet has made its own tables in it. */
    boolean isPrepared() {
        return connection
                .query(RehearsalSql.PREPARED, Tuple.tuple())
                .iterator()
                .next()
                .getBoolean(0);
    }

    /** The sources that are declared in it, by name. */
    Map<String, SourceStanding> sources() {
        Map<String, SourceStanding> sources = new LinkedHashMap<>();
        for (Row row : connection.query(StatusSql.STANDING, Tuple.tuple())) {
            sources.put(row.getString(0), source(row));
        }
        return sources;
    }

    private static SourceStanding source(Row row) {
        Optional<Instant> saidAt = instant(row, 6);
        Instant now = row.getOffsetDateTime(9).toInstant();
        boolean silent = saidAt.map(at -> at.plus(SILENCE).isBefore(now)).orElse(true);
        return new SourceStanding(
                row.getString(0),
                row.getString(1),
                silent ? SourceStanding.STALE : row.getString(2),
                silent
                        ? "a poller: none has said anything of it "
                                + saidAt.map(at -> "since " + StandingText.time(at)).orElse("yet")
                        : waitsFor(row),
                instant(row, 4),
                instant(row, 5),
                row.getLong(8),
                row.getString(10) == null ? List.of() : TableStatusCodec.decode(row.getString(10)));
    }

    private static String waitsFor(Row row) {
        String detail = row.getString(3);
        boolean applying = row.getBoolean(7);
        return detail.isEmpty() && applying && !SourceStanding.LIVE.equals(row.getString(2))
                ? "the aggregator, which has not applied all that was published"
                : detail;
    }

    private static Optional<Instant> instant(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** The audits that go on now; none where this role does not see other sessions. */
    List<AuditStanding> audits() {
        return readable(
                AuditSql.STANDING,
                row -> new AuditStanding(row.getString(0), row.getString(1), row.getInteger(2)));
    }

    /**
     * What is quarantined of each source; nothing where there is so much that it takes too long.
     */
    List<QuarantineStanding> quarantined() {
        return readable(
                QuarantineSql.STANDING,
                row -> new QuarantineStanding(row.getString(0), row.getLong(1), row.getLong(2)));
    }

    private <T> List<T> readable(String question, Function<Row, T> line) {
        List<T> lines = new ArrayList<>();
        try {
            connection.query(question, Tuple.tuple()).forEach(row -> lines.add(line.apply(row)));
        } catch (WarehouseException e) {
            return List.of();
        }
        return lines;
    }

    /** The revisions of definitions that tables were made by, by pipeline. */
    Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        for (Row row : connection.query(CatalogueSql.REVISIONS, Tuple.tuple())) {
            revisions.put(row.getString(0), row.getLong(1));
        }
        return revisions;
    }

    /**
     * Summaries that are being filled, by their qualified names, and how many sources they lack.
     */
    Map<String, Long> filling() {
        Map<String, Long> filling = new HashMap<>();
        for (Row row : connection.query(BuildingSql.ALL, Tuple.tuple())) {
            filling.put(SqlText.qualified(row.getString(0), row.getString(1)), row.getLong(2));
        }
        return filling;
    }

    /** How large a summary is; unknown where that takes too long. */
    Size size(PipelineDefinition pipeline, SummaryDefinition summary) {
        String table = SqlText.qualified(pipeline.name(), summary.name());
        return measure(SummarySql.size(table, summary.grouping().column()), Tuple.tuple());
    }

    /** How many rows of a table are held. */
    Size rows(PipelineDefinition pipeline, String table) {
        return measure(RangeSql.ROWS_OF_TABLE, Tuple.of(pipeline.name(), table));
    }

    private Size measure(String question, Tuple parameters) {
        try {
            Row row = connection.query(question, parameters).iterator().next();
            return new Size(
                    row.getLong(0) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(0)),
                    OptionalLong.of(row.getLong(1)));
        } catch (WarehouseException e) {
            return Size.UNKNOWN;
        }
    }
}
