package io.freshet.runtime.postgres;

import io.freshet.configuration.HostPort;
import io.freshet.configuration.SessionTarget;
import io.freshet.tls.WatchedTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLHandshakeException;

/**
 * Connects by the reactive driver: to the first of the servers that is what the URL means. Never
 * blocks; a connection belongs to the context that it was asked for on.
 */
public final class DatabaseConnector {

    private static final String WHAT_IT_IS =
            "select pg_catalog.pg_is_in_recovery(),"
                    + " pg_catalog.current_setting('transaction_read_only') = 'on'";

    private final Vertx vertx;
    private final DatabaseAccess access;
    private final PgConnectOptions given;

    /**
     * @param given what connections are told beside address, sign-in and encryption
     */
    public DatabaseConnector(Vertx vertx, DatabaseAccess access, PgConnectOptions given) {
        this.vertx = vertx;
        this.access = access;
        this.given = given;
    }

    /** A server that was chosen, and a connection to it. */
    private record Chosen(PgConnectOptions options, PgConnection connection) {}

    /** Connects; fails with what the driver says of the last server tried. */
    public Future<PgConnection> connect() {
        return choose().map(Chosen::connection);
    }

    /**
     * What a pool's next connection is to be made by. Of several servers it takes the one that is
     * meant now, which it connects to for that.
     */
    public Future<PgConnectOptions> options() {
        if (hosts().size() == 1 && access.url().target() == SessionTarget.ANY) {
            return made(hosts().get(0)).map(Way::options);
        }
        return choose().compose(chosen -> chosen.connection().close().map(chosen.options()));
    }

    private Future<Chosen> choose() {
        SessionTarget target = access.url().target();
        if (hosts().size() == 1 && target == SessionTarget.ANY) {
            return connect(hosts().get(0));
        }
        List<BiPredicate<Boolean, Boolean>> rounds = new ArrayList<>();
        rounds.add(target::fits);
        if (target == SessionTarget.PREFER_STANDBY) {
            rounds.add((standby, readOnly) -> true);
        }
        Future<Chosen> chosen = Future.failedFuture("no server was tried");
        for (BiPredicate<Boolean, Boolean> meant : rounds) {
            for (HostPort server : hosts()) {
                chosen = chosen.recover(before -> connect(server).compose(c -> judged(c, meant)));
            }
        }
        return chosen;
    }

    private Future<Chosen> judged(Chosen chosen, BiPredicate<Boolean, Boolean> meant) {
        return chosen.connection()
                .query(WHAT_IT_IS)
                .execute()
                .compose(
                        rows -> {
                            Row row = rows.iterator().next();
                            return meant.test(row.getBoolean(0), row.getBoolean(1))
                                    ? Future.succeededFuture(chosen)
                                    : Future.failedFuture(
                                            "no server of %s is what target_session_attrs=%s means"
                                                    .formatted(
                                                            access.url(),
                                                            access.url().target().text()));
                        })
                .recover(
                        error ->
                                chosen.connection()
                                        .close()
                                        .transform(closed -> Future.failedFuture(error)));
    }

    private Future<Chosen> connect(HostPort server) {
        return made(server)
                .compose(
                        way ->
                                PgConnection.connect(vertx, way.options())
                                        .map(opened -> new Chosen(way.options(), opened))
                                        .recover(error -> Future.failedFuture(way.why(error))));
    }

    /** What a connection is to be made by, and whom it trusts; null where that is anybody. */
    private record Way(PgConnectOptions options, WatchedTrust trust) {

        /** What the driver does not tell: why a certificate was refused. */
        private Throwable why(Throwable error) {
            return trust == null
                    ? error
                    : trust.refusal()
                            .<Throwable>map(
                                    refusal ->
                                            new SSLHandshakeException(
                                                    "its certificate is refused: " + refusal))
                            .orElse(error);
        }
    }

    private Future<Way> made(HostPort server) {
        return access.readsFiles()
                ? vertx.executeBlocking(() -> way(server), false)
                : Future.succeededFuture(way(server));
    }

    private Way way(HostPort server) {
        WatchedTrust trust = access.verifies() ? access.trust() : null;
        return new Way(access.options(given, server, trust), trust);
    }

    private List<HostPort> hosts() {
        return access.url().hosts();
    }
}
