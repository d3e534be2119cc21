package io.freshet.testkit;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The Postgres and the AMQP broker that tests use: those that {@value #POSTGRES_VARIABLE} and
 * {@value #AMQP_VARIABLE} name, else those that answer on their standard local ports, else embedded
 * ones that are started once and end with this process. Which they are is printed once.
 *
 * <p>The value {@value #EMBEDDED} of a variable asks for the embedded one even where a real one
 * answers. A server that a variable names and that does not answer is an error.
 *
 * <p>Thread-safe; the first call of each method blocks for up to some seconds.
 */
public final class TestServers {

    /** Environment variable: {@code postgresql://user:password@host:port/database}. */
    public static final String POSTGRES_VARIABLE = "FRESHET_TEST_POSTGRES_URL";

    /** Environment variable: {@code amqp://user:password@host:port/vhost}. */
    public static final String AMQP_VARIABLE = "FRESHET_TEST_AMQP_URL";

    /**
     * System property by which a module has a Postgres of its own where the variable names none:
     * its whole installations hold more connections than a shared server of ordinary settings has
     * for all modules that are tested at once.
     */
    public static final String OWN_POSTGRES_PROPERTY = "freshet.test.own-postgres";

    /** Value of either variable that asks for an embedded server. */
    public static final String EMBEDDED = "embedded";

    private static final ConcurrentMap<String, TestPostgres> POSTGRES = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, TestBroker> BROKER = new ConcurrentHashMap<>();

    private TestServers() {}

    /** The Postgres for tests; its user may create databases and roles. */
    public static TestPostgres postgres() {
        return POSTGRES.computeIfAbsent("chosen", key -> choosePostgres());
    }

    /** The AMQP broker for tests. */
    public static TestBroker broker() {
        return BROKER.computeIfAbsent("chosen", key -> chooseBroker());
    }

    /** The embedded Postgres, whatever {@link #postgres()} is. */
    public static TestPostgres embeddedPostgres() {
        return POSTGRES.computeIfAbsent(
                EMBEDDED, key -> announced(SharedEmbeddedServers.postgres()));
    }

    /** The embedded broker, whatever {@link #broker()} is. */
    public static TestBroker embeddedBroker() {
        return BROKER.computeIfAbsent(EMBEDDED, key -> announced(SharedEmbeddedServers.broker()));
    }

    private static TestPostgres choosePostgres() {
        return named(POSTGRES_VARIABLE)
                .map(
                        url ->
                                url.equals(EMBEDDED)
                                        ? embeddedPostgres()
                                        : announced(RealServers.postgres(url)))
                .or(
                        () ->
                                Boolean.getBoolean(OWN_POSTGRES_PROPERTY)
                                        ? Optional.empty()
                                        : RealServers.localPostgres().map(TestServers::announced))
                .orElseGet(TestServers::embeddedPostgres);
    }

    private static TestBroker chooseBroker() {
        return named(AMQP_VARIABLE)
                .map(
                        url ->
                                url.equals(EMBEDDED)
                                        ? embeddedBroker()
                                        : announced(RealServers.broker(url)))
                .or(() -> RealServers.localBroker().map(TestServers::announced))
                .orElseGet(TestServers::embeddedBroker);
    }

    private static Optional<String> named(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }

    private static TestPostgres announced(TestPostgres postgres) {
        Announcement.once(postgres.description());
        return postgres;
    }

    private static TestBroker announced(TestBroker broker) {
        Announcement.once(broker.description());
        return broker;
    }
}
