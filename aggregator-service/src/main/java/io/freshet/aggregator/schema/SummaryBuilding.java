package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.runtime.logging.LogFields;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.BuildingSql.Stage;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql.Derived;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Makes what a changed definition needs of the rows held, source by source, while changes of all
 * sources go on being applied: derived columns, see {@link DerivedBuilding}, indexes, see {@link
 * IndexBuilding}, and summaries. Changes add to a summary whether or not it is filled. So it is
 * emptied while the source stands still for a moment, the rows as they are in that moment are
 * summed up beside it for as long as that takes, and the sums are added to what came meanwhile, in
 * another moment. Charts of it are not shown until then. For one thread, which it blocks.
 */
@Singleton
public class SummaryBuilding {

    private static final Logger LOG = Logger.getLogger(SummaryBuilding.class);

    // Any number that no other lock of Freshet's has; the pipeline's is added.
    private static final long LOCK = 0x46_72_65_73_68_42L << 16;

    private final FreshetConfig config;
    private final AtomicLong left;

    public SummaryBuilding(FreshetConfig config, MeterRegistry registry) {
        this.config = config;
        this.left =
                Objects.requireNonNull(
                        registry.gauge("freshet.summaries.building", new AtomicLong()));
    }

    /**
     * Fills what is to be filled; does nothing where another replica does.
     *
     * @throws RuntimeException if the warehouse does not answer; it is to be tried again
     */
    public void pass() {
        DataSource connections = WarehousePreparation.connections(config.warehouse().orElseThrow());
        try (Connection connection = connections.getConnection()) {
            BackgroundSql.run(
                    connection, "set lock_timeout = " + AggregatorLimits.BUILDING_LOCK.toMillis());
            left.set(0);
            for (PipelineDefinition pipeline : config.pipelines().all()) {
                if (BuildingPart.next(connection, pipeline).isPresent()
                        && isOnlyOne(connection, pipeline)) {
                    build(connections, connection, pipeline);
                }
                FormerRelease.run(connection, pipeline);
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    /** Locks out other replicas until the connection is closed. */
    private static boolean isOnlyOne(Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_try_advisory_lock(%d)"
                                        .formatted(LOCK + (pipeline.name().hashCode() & 0xFFFF)))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void build(DataSource connections, Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        for (String behind :
                BackgroundSql.texts(connection, BuildingSql.LEFT_BEHIND, pipeline.name())) {
            BackgroundSql.run(
                    connection, "drop table " + SqlText.qualified(pipeline.name(), behind));
        }
        for (Optional<BuildingPart> part = BuildingPart.next(connection, pipeline);
                part.isPresent();
                part = BuildingPart.next(connection, pipeline)) {
            left.set(part.get().all());
            long began = System.nanoTime();
            make(connections, connection, pipeline, part.get());
            tell(pipeline, part.get(), Duration.ofNanos(System.nanoTime() - began));
        }
        left.set(0);
    }

    private static void make(
            DataSource connections,
            Connection connection,
            PipelineDefinition pipeline,
            BuildingPart part)
            throws SQLException {
        switch (part.stage()) {
            case DERIVED -> new DerivedBuilding(connection, pipeline).work(part);
            case JOIN_INDEX, ROWS_INDEX -> IndexBuilding.make(connection, pipeline, part.object());
            case SUMMARY -> fill(connections, connection, pipeline, part);
        }
    }

    private static void tell(PipelineDefinition pipeline, BuildingPart part, Duration took) {
        boolean whole =
                part.lacking() == 1
                        || part.stage() == Stage.JOIN_INDEX
                        || part.stage() == Stage.ROWS_INDEX;
        LogFields.source(part.sourceName())
                .log(
                        () ->
                                LOG.infof(
                                        "%s %s.%s is filled with source %s, in %.1f s; %s; %d of all to go",
                                        switch (part.stage()) {
                                            case DERIVED -> "What is derived of table";
                                            case SUMMARY -> "Summary";
                                            case JOIN_INDEX, ROWS_INDEX -> "Index";
                                        },
                                        pipeline.name(),
                                        part.object(),
                                        part.sourceName(),
                                        took.toMillis() / 1_000.0,
                                        whole
                                                ? "it is complete"
                                                : "%d sources to go".formatted(part.lacking() - 1),
                                        part.all() - 1));
    }

    private static void fill(
            DataSource connections,
            Connection connection,
            PipelineDefinition pipeline,
            BuildingPart part)
            throws SQLException {
        Derived summary = pipeline.summary(part.object()).derived(pipeline);
        connection.setAutoCommit(false);
        try {
            OptionalLong attempt;
            try (Connection reading = connections.getConnection()) {
                attempt = begin(connection, reading, pipeline, part, summary);
                if (attempt.isEmpty()) {
                    return;
                }
                BackgroundSql.run(
                        reading,
                        "set local statement_timeout = " + AggregatorLimits.BUILDING.toMillis());
                BackgroundSql.run(
                        reading,
                        summary.setAside(
                                BuildingSql.aside(pipeline.name(), attempt.getAsLong()),
                                part.source()));
                reading.commit();
            }
            end(connection, pipeline, part, summary, attempt.getAsLong());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Has the other connection see the rows as they are now, and empties the summary. */
    private static OptionalLong begin(
            Connection connection,
            Connection reading,
            PipelineDefinition pipeline,
            BuildingPart part,
            Derived summary)
            throws SQLException {
        BackgroundSql.number(connection, BuildingSql.LOCK, part.source());
        OptionalLong attempt =
                BackgroundSql.number(
                        connection,
                        BuildingSql.BEGIN,
                        pipeline.name(),
                        part.object(),
                        part.source());
        if (attempt.isEmpty()) {
            return attempt;
        }
        BackgroundSql.run(connection, summary.clear(part.source()));
        String snapshot = BackgroundSql.texts(connection, BuildingSql.SNAPSHOT).get(0);
        reading.setAutoCommit(false);
        reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        BackgroundSql.run(reading, "set transaction snapshot '" + snapshot + "'");
        connection.commit();
        return attempt;
    }

    /** Adds what was summed up to what came meanwhile, unless it is void. */
    private static void end(
            Connection connection,
            PipelineDefinition pipeline,
            BuildingPart part,
            Derived summary,
            long attempt)
            throws SQLException {
        String aside = BuildingSql.aside(pipeline.name(), attempt);
        BackgroundSql.number(connection, BuildingSql.LOCK, part.source());
        try (PreparedStatement end =
                BackgroundSql.prepared(
                        connection,
                        BuildingSql.END,
                        pipeline.name(),
                        part.object(),
                        part.source(),
                        attempt)) {
            if (end.executeUpdate() > 0) {
                long version =
                        BackgroundSql.number(connection, BuildingSql.ADVANCE, part.source())
                                .orElseThrow();
                BackgroundSql.run(connection, summary.addAside(aside, part.source(), version));
            }
        }
        BackgroundSql.run(connection, "drop table " + aside);
        connection.commit();
    }
}
