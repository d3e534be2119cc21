package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.runtime.logging.LogFields;
import io.freshet.warehouse.layout.BuildingSql;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Fills summaries that a changed definition needs from the rows held, source by source, while
 * changes of all sources go on being applied. Changes add to a summary whether or not it is filled.
 * So it is emptied while the source stands still for a moment, the rows as they are in that moment
 * are summed up beside it for as long as that takes, and the sums are added to what came meanwhile,
 * in another moment. Charts of it are not shown until then. For one thread, which it blocks.
 */
@Singleton
public class SummaryBuilding {

    private static final Logger LOG = Logger.getLogger(SummaryBuilding.class);

    // Any number that no other lock of Freshet's has; the pipeline's is added.
    private static final long LOCK = 0x46_72_65_73_68_42L << 16;

    private record Part(String object, int source, String sourceName, long lacking, long all) {}

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
            run(connection, "set lock_timeout = " + AggregatorLimits.BUILDING_LOCK.toMillis());
            left.set(0);
            for (PipelineDefinition pipeline : config.pipelines().all()) {
                if (next(connection, pipeline).isPresent() && isOnlyOne(connection, pipeline)) {
                    build(connections, connection, pipeline);
                }
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
        for (String behind : texts(connection, BuildingSql.LEFT_BEHIND, pipeline.name())) {
            run(connection, "drop table " + SqlText.qualified(pipeline.name(), behind));
        }
        for (Optional<Part> part = next(connection, pipeline);
                part.isPresent();
                part = next(connection, pipeline)) {
            left.set(part.get().all());
            long began = System.nanoTime();
            fill(connections, connection, pipeline, part.get());
            tell(pipeline, part.get(), Duration.ofNanos(System.nanoTime() - began));
        }
        left.set(0);
    }

    private static void tell(PipelineDefinition pipeline, Part part, Duration took) {
        LogFields.source(part.sourceName())
                .log(
                        () ->
                                LOG.infof(
                                        "Summary %s.%s is filled with source %s, in %.1f s; %s",
                                        pipeline.name(),
                                        part.object(),
                                        part.sourceName(),
                                        took.toMillis() / 1_000.0,
                                        part.lacking() > 1
                                                ? "%d sources to go".formatted(part.lacking() - 1)
                                                : "it is complete"));
    }

    private static void fill(
            DataSource connections, Connection connection, PipelineDefinition pipeline, Part part)
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
                run(
                        reading,
                        "set local statement_timeout = " + AggregatorLimits.BUILDING.toMillis());
                run(
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
            Part part,
            Derived summary)
            throws SQLException {
        number(connection, BuildingSql.LOCK, part.source());
        OptionalLong attempt =
                number(
                        connection,
                        BuildingSql.BEGIN,
                        pipeline.name(),
                        part.object(),
                        part.source());
        if (attempt.isEmpty()) {
            return attempt;
        }
        run(connection, summary.clear(part.source()));
        String snapshot = texts(connection, BuildingSql.SNAPSHOT).get(0);
        reading.setAutoCommit(false);
        reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run(reading, "set transaction snapshot '" + snapshot + "'");
        connection.commit();
        return attempt;
    }

    /** Adds what was summed up to what came meanwhile, unless it is void. */
    private static void end(
            Connection connection,
            PipelineDefinition pipeline,
            Part part,
            Derived summary,
            long attempt)
            throws SQLException {
        String aside = BuildingSql.aside(pipeline.name(), attempt);
        number(connection, BuildingSql.LOCK, part.source());
        try (PreparedStatement end =
                prepared(
                        connection,
                        BuildingSql.END,
                        pipeline.name(),
                        part.object(),
                        part.source(),
                        attempt)) {
            if (end.executeUpdate() > 0) {
                long version = number(connection, BuildingSql.ADVANCE, part.source()).orElseThrow();
                run(connection, summary.addAside(aside, part.source(), version));
            }
        }
        run(connection, "drop table " + aside);
        connection.commit();
    }

    private static Optional<Part> next(Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        try (PreparedStatement query =
                        prepared(
                                connection,
                                BuildingSql.NEXT,
                                pipeline.name(),
                                pipeline.tablesRevision());
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Part(
                                    row.getString(1),
                                    row.getInt(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getLong(5)))
                    : Optional.empty();
        }
    }

    private static OptionalLong number(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, parameters);
                ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private static List<String> texts(Connection connection, String sql, Object... parameters)
            throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement query = prepared(connection, sql, parameters);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
