package io.freshet.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database of one test's own. Closing it cuts off whoever is connected and drops it. Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {

    private static final int LONGEST_PREFIX = 30;

    private final TestPostgres server;
    private final String prefix;
    private final String name;
    private final String options;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean hasReader = new AtomicBoolean();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private volatile Runnable rights = () -> {};

    private TestDatabase(TestPostgres server, String prefix, String name, String options) {
        this.server = server;
        this.prefix = prefix;
        this.name = name;
        this.options = options;
    }

    static TestDatabase create(TestPostgres server, String prefix) {
        return create(server, prefix, "");
    }

    /**
     * @param options what stands after the name where it is created
     */
    static TestDatabase create(TestPostgres server, String prefix, String options) {
        if (!prefix.matches("[a-z][a-z0-9_]*") || prefix.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                    "a database's prefix is up to 30 of a-z, 0-9 and _, not " + prefix);
        }
        Optional<String> spare =
                options.isEmpty() ? SpareDatabases.take(server, prefix) : Optional.empty();
        TestDatabase database =
                new TestDatabase(server, prefix, spare.orElseGet(() -> newName(prefix)), options);
        if (spare.isEmpty()) {
            database.create();
        }
        if (server.kind() == ServerKind.REAL) {
            // An embedded server goes with all its databases.
            ExitTasks.add(database);
        }
        return database;
    }

    /** One that somebody else makes, which is never kept for another test. */
    static TestDatabase take(TestPostgres server, String name) {
        TestDatabase database = new TestDatabase(server, name, name, " TEMPLATE template1");
        if (server.kind() == ServerKind.REAL) {
            ExitTasks.add(database);
        }
        return database;
    }

    private static String newName(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Drops it, cutting off its clients, and makes it anew, empty. */
    public void recreate() {
        drop();
        create();
    }

    /** Its name, which needs no quotes. */
    public String name() {
        return name;
    }

    /** Its address, without credentials: {@code postgresql://host:port/db}. */
    public String url() {
        return server.url(name);
    }

    /** Its server's host. */
    public String host() {
        return server.host();
    }

    /** Its server's port. */
    public int port() {
        return server.port();
    }

    /** The user who owns it. */
    public String username() {
        return server.username();
    }

    /** The owner's password, perhaps empty. */
    public String password() {
        return server.password();
    }

    /** Connects as its owner. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /**
     * Runs statements as its owner.
     *
     * @throws IllegalStateException when one fails
     */
    public void execute(String... statements) {
        run(name, statements);
    }

    /**
     * The first column of what a query answers, each value as its text, null for NULL.
     *
     * @throws IllegalStateException when it fails
     */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * A role that may connect and select from all present and future tables in schema {@code
     * public}, and nothing else; made at the first call.
     */
    public Login reader() {
        // Random as the database's name is; it lets nobody in who is not on this machine's side.
        Login login = new Login(readerName(), "reads-" + name);
        if (hasReader.compareAndSet(false, true)) {
            roles.add(login.username());
            execute(
                    "CREATE ROLE "
                            + login.username()
                            + " LOGIN PASSWORD '"
                            + login.password()
                            + "'",
                    "GRANT CONNECT ON DATABASE " + name + " TO " + login.username(),
                    "GRANT USAGE ON SCHEMA public TO " + login.username(),
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + login.username(),
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "
                            + login.username());
        }
        return login;
    }

    /**
     * Has roles that go when it is closed, with all that they own in it.
     *
     * @param names theirs, which need no quotes; they need not be there yet
     * @param given gives them their rights, and is run whenever it is made anew
     * @return whether it did not have them before
     */
    public boolean hasRoles(Collection<String> names, Runnable given) {
        rights = given;
        return roles.addAll(names);
    }

    private String readerName() {
        return name + "_reader";
    }

    /**
     * Who connects.
     *
     * @param username the role
     * @param password its password
     */
    public record Login(String username, String password) {}

    /** Drops it, cutting off its clients, so that {@link #create()} may make it anew. */
    public void drop() {
        KeptConnections.close(url());
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** Makes it anew, empty, after {@link #drop()}. */
    public void create() {
        administer("CREATE DATABASE " + name + options);
        if (server.kind() == ServerKind.REAL) {
            // Nobody kills it, so that what a test writes need not reach the disk.
            administer("ALTER DATABASE " + name + " SET synchronous_commit = off");
        }
        rights.run();
    }

    /** Keeps a copy of it as it is now, cutting off its clients; one copy at a time. */
    public void backUp() {
        administer("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
        try {
            administer(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + name
                            + "'");
            administer("DROP DATABASE IF EXISTS " + backup());
            administer("CREATE DATABASE " + backup() + " TEMPLATE " + name);
        } finally {
            administer("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS true");
        }
    }

    /** Puts the copy in its place, cutting off its clients. */
    public void restore() {
        drop();
        administer("ALTER DATABASE " + backup() + " RENAME TO " + name);
        // A copy lacks those on the database itself.
        rights.run();
    }

    private String backup() {
        return name + "_copy";
    }

    /**
     * Gives it up, cutting off its clients: it is dropped, or emptied for another test. A second
     * call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (server.kind() == ServerKind.REAL) {
            ExitTasks.remove(this);
        }
        KeptConnections.close(url());
        if (!isKept()) {
            drop();
        }
        if (!roles.isEmpty()) {
            administer("DROP ROLE IF EXISTS " + String.join(", ", roles));
        }
    }

    private boolean isKept() {
        return options.isEmpty() && SpareDatabases.keep(server, prefix, name, roles);
    }

    private void administer(String statement) {
        run(server.maintenanceDatabase(), statement);
    }

    private void run(String database, String... statements) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "on database %s of %s: %s".formatted(database, server, e.getMessage()), e);
        }
    }
}
