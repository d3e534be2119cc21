package io.freshet.testkit.rights;

import io.freshet.testkit.ServerKind;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What {@code ./freshet grants} prints for a configuration, given to a warehouse and to a broker.
 * Where the broker knows no such rights, or rabbitmqctl cannot be run, all services stay the user
 * there that the test is. Blocks; for one thread.
 */
public final class LeastRights implements AutoCloseable {

    private static final String PASSWORD = "of-a-test";

    private final TestDatabase warehouse;
    private final TestBus bus;
    private final String brokerUrl;
    private final List<String> printed;
    private final boolean brokerUsers;

    private LeastRights(
            TestDatabase warehouse, TestBus bus, String brokerUrl, List<String> printed) {
        this.warehouse = warehouse;
        this.bus = bus;
        this.brokerUrl = brokerUrl;
        this.printed = printed;
        grantOnTables();
        roles().forEach(role -> warehouse.execute(withPassword(role)));
        brokerUsers =
                bus.broker().kind() == ServerKind.REAL && new RabbitUsers(printed).make(PASSWORD);
        if (!brokerUsers) {
            System.out.println("All services are the same user at the broker: it takes no rights");
        }
    }

    /** Who is to own a warehouse; not there before {@link #give}. */
    public static TestDatabase.Login owner(TestDatabase warehouse) {
        return new TestDatabase.Login(warehouse.name() + "_o", PASSWORD);
    }

    /**
     * Gives what is printed for a configuration, which names the owner; also where some of it, or
     * what an older build printed, is given already.
     *
     * @param printed the lines of {@code ./freshet grants}
     * @param brokerUrl the broker's address with the test's own user
     */
    public static LeastRights give(
            List<String> printed, TestDatabase warehouse, TestBus bus, String brokerUrl) {
        return new LeastRights(warehouse, bus, brokerUrl, List.copyOf(printed));
    }

    /**
     * Gives the warehouse's part once more: what could not be given before its tables were there.
     */
    public void grantOnTables() {
        String[] statements =
                printed.stream()
                        .takeWhile(Predicate.not(String::isEmpty))
                        .filter(line -> !line.startsWith("--"))
                        .toArray(String[]::new);
        warehouse.execute(statements);
    }

    private static String withPassword(String role) {
        return "alter role %s password '%s'".formatted(role, PASSWORD);
    }

    /** The role of a service in the warehouse. */
    public String role(String service) {
        String owner = owner(warehouse).username();
        return service.equals("aggregator") ? owner : owner + "_" + service;
    }

    /** Those that are made: an older build may know fewer services. */
    private List<String> roles() {
        return List.of("poller", "charts", "lake", "forage", "aggregator").stream()
                .map(this::role)
                .filter(role -> printed.stream().anyMatch(line -> line.contains(made(role))))
                .toList();
    }

    private static String made(String role) {
        return "create role \"%s\" login".formatted(role);
    }

    /** The broker's address with a service's user; {@code up} is the user of commands. */
    public String brokerUrl(String service) {
        return brokerUsers
                ? brokerUrl.replaceFirst(
                        "//[^@]*@", "//%s-%s:%s@".formatted(bus.prefix(), service, PASSWORD))
                : brokerUrl;
    }

    /** The variables with which a service signs in as its own. */
    public Map<String, String> of(String service) {
        Map<String, String> variables = new HashMap<>();
        variables.put("FRESHET_WAREHOUSE_USERNAME", role(service));
        variables.put("FRESHET_WAREHOUSE_PASSWORD", PASSWORD);
        variables.put("FRESHET_BROKER_URL", brokerUrl(service));
        return variables;
    }

    /** Which roles are connected to the warehouse, but for the one that asks. */
    public List<String> clients() {
        List<String> roles = new ArrayList<>();
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select distinct usename from pg_stat_activity"
                                        + " where datname = current_database()"
                                        + " and backend_type = 'client backend'"
                                        + " and pid <> pg_backend_pid()")) {
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return roles;
    }

    /** Takes roles and users away, with all that they own. */
    @Override
    public void close() {
        roles().forEach(
                        role ->
                                warehouse.execute(
                                        "drop owned by " + role, "drop role if exists " + role));
        if (brokerUsers) {
            new RabbitUsers(printed).delete();
        }
    }
}
