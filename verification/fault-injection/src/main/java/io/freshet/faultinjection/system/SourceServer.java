package io.freshet.faultinjection.system;

import io.freshet.embedded.LoopbackPort;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.encryption.TestAuthority;
import io.freshet.testkit.encryption.TestAuthority.Issued;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The server of all sources, which encrypts, in the hands of whoever may change that. */
public final class SourceServer implements AutoCloseable {

    private static final Map<String, String> SETTINGS =
            Map.of("max_prepared_transactions", "40", "max_connections", "100", "ssl", "on");
    private static final String CERTIFICATE = "alter system set ssl_cert_file = '%s'";
    private static final String KEY = "alter system set ssl_key_file = '%s'";

    private final TestAuthority authority;
    private final Issued right;
    private final Issued foreign;
    private final ThrowawayPostgres server;

    private SourceServer(Path folder, TestAuthority authority) {
        this.authority = authority;
        this.right = authority.issue("sources", LoopbackPort.HOST);
        this.foreign = new TestAuthority(folder, "foreign").issue("sources", LoopbackPort.HOST);
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("ssl_cert_file", right.certificate().toString());
        settings.put("ssl_key_file", right.key().toString());
        server = ThrowawayPostgres.start(settings);
    }

    /**
     * Starts it.
     *
     * @param folder for certificates
     * @param authority signs its own
     */
    static SourceServer start(Path folder, TestAuthority authority) {
        return new SourceServer(folder, authority);
    }

    /** The server, which may be killed. */
    public ThrowawayPostgres postgres() {
        return server;
    }

    /** A database's address, by which it is read from nobody else and encrypted. */
    String url(TestDatabase database) {
        return "%s?sslmode=verify-full&sslrootcert=%s".formatted(database.url(), authority.file());
    }

    /** From the next connection on it does not encrypt. */
    public void strip() throws SQLException {
        change("alter system set ssl = off");
    }

    /** From the next connection on it shows a certificate that a foreign authority signed. */
    public void showForeign() throws SQLException {
        change(CERTIFICATE.formatted(foreign.certificate()), KEY.formatted(foreign.key()));
    }

    /** Undoes both. */
    public void encrypt() throws SQLException {
        change(
                "alter system set ssl = on",
                CERTIFICATE.formatted(right.certificate()),
                KEY.formatted(right.key()));
    }

    /** Changes settings, and ends the sessions of all who read. */
    private void change(String... settings) throws SQLException {
        try (Connection connection = server.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            // each for itself: they cannot be in a transaction
            for (String setting : settings) {
                statement.execute(setting);
            }
            statement.execute("select pg_reload_conf()");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name"
                            + " = 'freshet-poller'");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
