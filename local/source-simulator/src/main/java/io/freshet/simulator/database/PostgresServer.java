package io.freshet.simulator.database;

import io.vertx.pgclient.PgConnectOptions;
import java.util.Optional;

/**
 * The server that holds the simulated sources.
 *
 * @param url {@code postgresql://host:port/database}; the database is the one to connect to for
 *     creating others, and may carry user and password
 * @param username who may create databases; when empty the URL's
 * @param password of that user; when empty the URL's
 */
public record PostgresServer(String url, Optional<String> username, Optional<String> password) {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int SILENCE_S = 30;

    /**
     * @throws IllegalArgumentException when the URL cannot be understood
     */
    public PostgresServer {
        PgConnectOptions.fromUri(url);
    }

    /** A server whose URL carries all that is needed. */
    public static PostgresServer at(String url) {
        return new PostgresServer(url, Optional.empty(), Optional.empty());
    }

    /** How to connect to the database of the URL. */
    public PgConnectOptions maintenance() {
        PgConnectOptions options = PgConnectOptions.fromUri(url);
        username.ifPresent(options::setUser);
        password.ifPresent(options::setPassword);
        options.setConnectTimeout(CONNECT_TIMEOUT_MS);
        // A server that hangs must not hold a statement for ever.
        options.setReadIdleTimeout(SILENCE_S);
        options.addProperty("application_name", "freshet-simulator");
        options.addProperty("client_min_messages", "warning");
        return options;
    }

    /**
     * How to connect to one source for writing. Statements there have a thousand columns: the
     * driver must be told to keep them prepared, and the server not to plan them anew each time.
     */
    public PgConnectOptions database(String name) {
        PgConnectOptions options = maintenance().setDatabase(name);
        options.setCachePreparedStatements(true);
        options.setPreparedStatementCacheMaxSize(8);
        options.setPreparedStatementCacheSqlFilter(sql -> true);
        options.addProperty("plan_cache_mode", "force_generic_plan");
        options.addProperty("jit", "off");
        options.addProperty("statement_timeout", "20000");
        return options;
    }

    /** {@code host:port}, for messages. */
    public String address() {
        PgConnectOptions options = PgConnectOptions.fromUri(url);
        return options.getHost() + ":" + options.getPort();
    }

    @Override
    public String toString() {
        return "PostgresServer[" + address() + "]";
    }
}
