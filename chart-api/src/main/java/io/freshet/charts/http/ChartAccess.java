package io.freshet.charts.http;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.Secret;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may see charts: everybody, or whoever shows the token of {@code http.charts-token-file}.
 * Asked wherever a chart is answered, so that no way to one passes it by. Thread-safe, never
 * blocks.
 */
@Singleton
final class ChartAccess {

    private static final String SCHEME = "Bearer ";
    private static final long LOOK_MILLIS = 5_000;

    private final Optional<Secret> secret;
    private volatile byte[] token;

    @Inject
    ChartAccess(FreshetConfig config) {
        secret = config.http().clients().chartsToken();
        token = secret.map(read -> bytes(read.first())).orElse(null);
    }

    /** Looks now and then whether another token stands in the file. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        secret.ifPresent(
                stored ->
                        vertx.setPeriodic(
                                LOOK_MILLIS,
                                timer ->
                                        vertx.executeBlocking(() -> bytes(stored.value()), false)
                                                .onSuccess(read -> token = read)));
    }

    /**
     * Whether a request may see charts.
     *
     * @param authorization its Authorization header, or null
     */
    boolean admits(String authorization) {
        byte[] wanted = token;
        if (wanted == null) {
            return true;
        }
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && wanted.length > 0
                && MessageDigest.isEqual(
                        wanted, bytes(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
