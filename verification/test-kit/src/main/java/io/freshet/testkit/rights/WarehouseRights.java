package io.freshet.testkit.rights;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.grants.WarehouseGrants;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The roles of services in a warehouse, with the rights that {@code ./freshet grants} prints and no
 * others. They go with the database, and have their rights again where it is made anew. Blocks;
 * thread-safe.
 */
public final class WarehouseRights {

    private static final String PASSWORD = "of-a-test";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MILLIS_BETWEEN_LOOKS = 100;

    /** Changed or dropped meanwhile, in a deadlock with whoever does so, and no such table. */
    private static final Set<String> OVERTAKEN = Set.of("XX000", "40P01", "42P01");

    private static final Pattern NAMED_TABLE = Pattern.compile("to_regclass\\(('[^']+')\\)");
    private static final String TABLES_MISSING =
            "select each from unnest(array[%s]) as each where to_regclass(each) is null";

    private final TestDatabase warehouse;
    private final Map<String, String> roles;
    private final String statements;

    private WarehouseRights(TestDatabase warehouse, List<PipelineDefinition> pipelines) {
        this.warehouse = warehouse;
        String owner = warehouse.name() + "_o";
        WarehouseGrants grants =
                new WarehouseGrants(
                        new WarehouseConfig(DatabaseUrl.parse(warehouse.url()), owner, Secret.NONE),
                        pipelines);
        roles =
                Stream.of("aggregator", "poller", "charts", "lake", "forage")
                        .collect(
                                Collectors.toMap(
                                        service -> service,
                                        service ->
                                                service.equals("aggregator")
                                                        ? owner
                                                        : grants.role(service)));
        statements =
                grants.statements().stream()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"));
    }

    /** Gives them for the definitions that come with Freshet, unless they are given already. */
    public static WarehouseRights of(TestDatabase warehouse) {
        return of(warehouse, Known.PIPELINES);
    }

    /** Gives them for these definitions, unless they are given already. */
    public static WarehouseRights of(TestDatabase warehouse, List<PipelineDefinition> pipelines) {
        WarehouseRights rights = new WarehouseRights(warehouse, pipelines);
        synchronized (warehouse) {
            if (warehouse.hasRoles(rights.roles.values(), rights::give)) {
                rights.give();
                rights.setPasswords();
            }
        }
        return rights;
    }

    private void setPasswords() {
        warehouse.execute(
                roles.values().stream()
                        .map(role -> "alter role %s password '%s'".formatted(role, PASSWORD))
                        .collect(Collectors.joining(";")));
    }

    /** Gives them once more: what could not be given before tables were there. */
    public synchronized void give() {
        warehouse.execute(statements);
    }

    /**
     * Gives them once more as soon as the tables are there that the aggregator makes at its first
     * start.
     *
     * @throws IllegalStateException where that is not so within minutes
     */
    public void giveOnceTablesAreThere() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (isAnyMissing() || !isGiven()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "no aggregator has made tables in " + warehouse.name());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean isAnyMissing() {
        return !warehouse.query(TABLES_MISSING.formatted(namedTables())).isEmpty();
    }

    /** Gives them; false where the aggregator makes or takes away a table at that moment. */
    private boolean isGiven() {
        try {
            give();
            return true;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException refusal
                    && OVERTAKEN.contains(refusal.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Those on which rights are given where they are there, as literals. */
    private String namedTables() {
        return NAMED_TABLE
                .matcher(statements)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Who a service is.
     *
     * @param service {@code aggregator}, who owns all and whom commands are, {@code poller}, {@code
     *     charts}, {@code lake} or {@code forage}
     */
    public TestDatabase.Login login(String service) {
        return new TestDatabase.Login(roles.get(service), PASSWORD);
    }

    /**
     * What a configuration says of the warehouse, with a service as who signs in.
     *
     * @param url where it is reached
     */
    public WarehouseConfig config(String service, String url) {
        return new WarehouseConfig(
                DatabaseUrl.parse(url), login(service).username(), new Secret(PASSWORD));
    }

    /** Connects as the owner. */
    public DataSource owner() {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl("jdbc:" + warehouse.url());
        connections.setUser(login("aggregator").username());
        connections.setPassword(PASSWORD);
        return connections;
    }

    /**
     * Runs statements as the owner: who may read its tables may read those that it makes so.
     *
     * @throws IllegalStateException when one fails
     */
    public void execute(String... statements) {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("as the owner of " + warehouse.name(), e);
        }
    }

    /** The variables with which a service signs in as its own. */
    public Map<String, String> variables(String service) {
        return Map.of(
                "FRESHET_WAREHOUSE_USERNAME",
                login(service).username(),
                "FRESHET_WAREHOUSE_PASSWORD",
                PASSWORD);
    }

    /** Read once, and where they are needed. */
    private static final class Known {

        static final List<PipelineDefinition> PIPELINES = PipelineLibrary.load(List.of()).all();
    }
}
