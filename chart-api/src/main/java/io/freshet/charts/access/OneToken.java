package io.freshet.charts.access;

import io.freshet.configuration.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whoever knows one token may see charts. */
final class OneToken implements Guard {

    private static final long LOOK_MILLIS = 5_000;

    private final Secret secret;
    private volatile byte[] wanted;

    OneToken(Secret secret) {
        this.secret = secret;
        this.wanted = bytes(secret.first());
    }

    /** Looks now and then whether another token stands in the file. */
    @Override
    public void start(Vertx vertx) {
        vertx.setPeriodic(
                LOOK_MILLIS,
                timer ->
                        vertx.executeBlocking(() -> bytes(secret.value()), false)
                                .onSuccess(read -> wanted = read));
    }

    @Override
    public boolean admits(String token) {
        byte[] good = wanted;
        return token != null && good.length > 0 && MessageDigest.isEqual(good, bytes(token));
    }

    @Override
    public Future<AccessDecision> ask(String token) {
        return Future.succeededFuture(
                admits(token)
                        ? AccessDecision.Granted.FOR_GOOD
                        : new AccessDecision.Refused(
                                "Charts are shown to whoever shows their token: Authorization:"
                                        + " Bearer ….",
                                token != null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
