package io.freshet.charts.warehouse;

import io.freshet.configuration.WarehouseConfig;
import io.freshet.runtime.retry.Backoff;
import io.freshet.warehouse.layout.AppliedSql;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one connection to the warehouse, for notifications and for reading. Renews itself for ever,
 * with growing pauses. Everything happens on one event-loop context.
 */
public final class WarehouseLink {

    /** Who is told of what happens on the link, on its context. */
    public interface Listener {

        /** The link is up, notifications come in from here on. */
        void connected(PgConnection connection);

        /** Rows have changed. */
        void notified(List<AppliedNotice> notices);

        /** The link is down, and being renewed. */
        void lost();
    }

    private static final Logger LOG = Logger.getLogger(WarehouseLink.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int SILENCE_SECONDS = 30;

    private final Vertx vertx;
    private final Context context;
    private final WarehouseConfig config;
    private final Listener listener;
    private PgConnection connection;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private boolean complained;
    private boolean ended;

    /**
     * @param context the event-loop context that everything happens on
     */
    public WarehouseLink(Vertx vertx, Context context, WarehouseConfig config, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.config = config;
        this.listener = listener;
    }

    /** Starts connecting; call on the context. */
    public void open() {
        PgConnection.connect(vertx, options())
                .compose(
                        opened ->
                                opened.query(AppliedSql.LISTEN)
                                        .execute()
                                        .map(opened)
                                        .onFailure(failure -> opened.close()))
                .onComplete(
                        result -> {
                            if (result.succeeded()) {
                                opened(result.result());
                            } else {
                                openLater(result.cause());
                            }
                        });
    }

    /** Gives the present connection up and opens a new one; call on the context. */
    public void renew() {
        PgConnection given = connection;
        if (given != null) {
            given.close();
            closed(given);
        }
    }

    /** Ends the link for good; call on the context. */
    public Future<Void> end() {
        ended = true;
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    private void opened(PgConnection opened) {
        if (ended) {
            opened.close();
            return;
        }
        LOG.infof("Connected to the warehouse %s", config.url());
        complained = false;
        connection = opened;
        opened.notificationHandler(this::notification);
        opened.closeHandler(closed -> context.runOnContext(ignored -> closed(opened)));
        opened.exceptionHandler(failure -> LOG.debug("Warehouse connection failed", failure));
        listener.connected(opened);
    }

    private void closed(PgConnection closed) {
        if (connection != closed) {
            return;
        }
        connection = null;
        listener.lost();
        openLater(new IllegalStateException("connection closed"));
    }

    private void openLater(Throwable reason) {
        if (ended) {
            return;
        }
        if (!complained) {
            complained = true;
            LOG.warnf(
                    "The warehouse %s does not answer (%s); charts stay as they are until it does",
                    config.url(), reason.getMessage());
        }
        vertx.setTimer(backoff.nextMillis(), timer -> open());
    }

    /** Says that the warehouse answers, so that the next failure is answered quickly again. */
    public void proven() {
        backoff.reset();
    }

    private void notification(PgNotification notification) {
        try {
            listener.notified(AppliedNotice.parse(notification.getPayload()));
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "Unreadable notification from the warehouse, passed over: %s", e.getMessage());
        }
    }

    private PgConnectOptions options() {
        PgConnectOptions options = PgConnectOptions.fromUri(config.url().toString());
        options.setUser(config.username());
        options.setPassword(config.password().value());
        options.setCachePreparedStatements(true);
        options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        // the link is used every second: silence means that nobody is there, even within a
        // handshake
        options.setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpKeepAlive(true);
        options.addProperty("application_name", "freshet-chart-api");
        return options;
    }
}
