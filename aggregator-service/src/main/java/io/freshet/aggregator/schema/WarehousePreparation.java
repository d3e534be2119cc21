package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.warehouse.WarehouseMigration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes a warehouse ready for the pipelines: migrates Freshet's own schema and brings each
 * pipeline's tables into step. Does nothing where all is as it must be. Several replicas may do it
 * at once: they wait for each other. Blocks; not for event loops.
 */
@Singleton
public class WarehousePreparation {

    private static final Logger LOG = Logger.getLogger(WarehousePreparation.class);

    // Any number will do that no other program uses for its advisory locks.
    private static final long LOCK = 0x46_72_65_73_68_65_74L;

    private final FreshetConfig config;
    private final long filledAtOnce;

    private volatile boolean prepared;
    private final Set<String> leftAlone = new HashSet<>();

    @Inject
    public WarehousePreparation(FreshetConfig config) {
        this(config, AggregatorLimits.FILLED_AT_ONCE);
    }

    /**
     * @param filledAtOnce of how many rows a summary is filled at once
     */
    public WarehousePreparation(FreshetConfig config, long filledAtOnce) {
        this.config = config;
        this.filledAtOnce = filledAtOnce;
    }

    /** Whether the warehouse was ready once since the start. */
    public boolean isPrepared() {
        return prepared;
    }

    /**
     * Makes the warehouse ready at the start: tables of another definition are made anew by the one
     * that runs here.
     *
     * @throws RuntimeException if it does not answer, or does not allow what must be done; the text
     *     says what
     */
    public synchronized void prepare() {
        prepare(true, false);
    }

    /**
     * The same of a warehouse in which Freshet's own schema is as it must be.
     *
     * @throws RuntimeException as {@link #prepare} does
     */
    public synchronized void prepareTables() {
        prepare(false, false);
    }

    /**
     * Makes the warehouse ready again, where it or tables of it are gone. Tables that another
     * definition has made since the start stay as they are: replicas of two versions that run side
     * by side would otherwise make each other's tables anew without end, and the newer one started
     * later.
     *
     * @throws RuntimeException as {@link #prepare} does
     */
    public synchronized void prepareAgain() {
        prepare(true, true);
    }

    private void prepare(boolean migrate, boolean again) {
        WarehouseConfig warehouse =
                config.warehouse()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no warehouse is configured; give its url, username and"
                                                        + " password under warehouse"));
        DataSource connections = connections(warehouse);
        // Looked at first: the migration's own error is not what went wrong but where.
        try (Connection connection = connections.getConnection()) {
            if (migrate) {
                WarehouseMigration.run(connections);
            }
            connection.setAutoCommit(false);
            for (PipelineDefinition pipeline : config.pipelines().all()) {
                upgrade(connection, pipeline, again);
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
        if (!prepared) {
            LOG.infof("The warehouse %s is ready", warehouse.url());
        }
        prepared = true;
    }

    private void upgrade(Connection connection, PipelineDefinition pipeline, boolean again)
            throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            // What was lost is filled before anything is shown of it again.
            SchemaUpgrade upgrade =
                    new SchemaUpgrade(
                            pipeline,
                            new SqlScript(connection),
                            again ? Long.MAX_VALUE : filledAtOnce);
            if (again && upgrade.isOthers()) {
                leaveAlone(pipeline);
            } else {
                upgrade.run();
                leftAlone.remove(pipeline.name());
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void leaveAlone(PipelineDefinition pipeline) {
        if (leftAlone.add(pipeline.name())) {
            LOG.warnf(
                    "The tables of pipeline %s are made by another definition than runs here: they"
                            + " are left alone, and nothing is applied to them. End this aggregator,"
                            + " or start it again to make them by its definition",
                    pipeline.name());
        }
    }

    static DataSource connections(WarehouseConfig warehouse) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        DatabaseAccess access = DatabaseAccess.of(warehouse);
        connections.setUrl(access.jdbcUrl());
        connections.setUser(access.username());
        connections.setPassword(access.jdbcPassword());
        connections.setConnectTimeout((int) AggregatorLimits.WAREHOUSE_CONNECT.toSeconds());
        connections.setTcpKeepAlive(true);
        connections.setApplicationName("freshet aggregator");
        return connections;
    }
}
