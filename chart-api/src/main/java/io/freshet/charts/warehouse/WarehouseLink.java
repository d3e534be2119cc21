package io.freshet.charts.warehouse;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.runtime.postgres.DatabaseConnector;
import io.freshet.runtime.retry.Backoff;
import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.SqlText;
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
        void connected(SummarySession session);

        /** Rows have changed. */
        void notified(List<AppliedNotice> notices);

        /** The link is down, and being renewed unless it was ended; may be told twice. */
        void lost();
    }

    private static final Logger LOG = Logger.getLogger(WarehouseLink.class);

    private final Vertx vertx;
    private final Context context;
    private final WarehouseConfig config;
    private final Listener listener;
    private final Duration patience;
    private final Backoff backoff = new Backoff(ChartLimits.FIRST_PAUSE, ChartLimits.LONGEST_PAUSE);
    private PgConnection connection;
    private boolean complained;
    private boolean ended;

    /**
     * @param context the event-loop context that everything happens on
     * @param patience after how long an unanswered read fails
     */
    public WarehouseLink(
            Vertx vertx,
            Context context,
            WarehouseConfig config,
            Duration patience,
            Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.config = config;
        this.patience = patience;
        this.listener = listener;
    }

    /** Starts connecting; call on the context. */
    public void open() {
        new DatabaseConnector(vertx, DatabaseAccess.of(config), options())
                .connect()
                .compose(WarehouseLink::listen)
                .onComplete(
                        result -> {
                            if (result.succeeded()) {
                                opened(result.result());
                            } else {
                                openLater(result.cause());
                            }
                        });
    }

    private static Future<PgConnection> listen(PgConnection opened) {
        return opened.query(SqlText.PLANS_BY_INDEX + AppliedSql.LISTEN)
                .execute()
                .map(opened)
                .onFailure(failure -> opened.close());
    }

    /** Ends the link for good; call on the context. */
    public Future<Void> end() {
        ended = true;
        if (connection == null) {
            return Future.succeededFuture();
        }
        // first, so that nobody reads any more and complains that it fails
        listener.lost();
        return connection.close();
    }

    private void opened(PgConnection opened) {
        if (ended) {
            opened.close();
            return;
        }
        LOG.infof("Connected to the warehouse %s", config.url());
        complained = false;
        connection = opened;
        PgSummarySession session = new PgSummarySession(opened, patience);
        opened.notificationHandler(this::notification);
        opened.closeHandler(closed -> context.runOnContext(ignored -> session.ended()));
        opened.exceptionHandler(failure -> LOG.debug("Warehouse connection failed", failure));
        session.end().onComplete(done -> closed(session));
        listener.connected(session);
    }

    private void closed(PgSummarySession session) {
        connection = null;
        if (session.isProven()) {
            backoff.reset();
        }
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

    private void notification(PgNotification notification) {
        try {
            listener.notified(AppliedNotice.parse(notification.getPayload()));
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "Unreadable notification from the warehouse, passed over: %s", e.getMessage());
        }
    }

    private PgConnectOptions options() {
        PgConnectOptions options = new PgConnectOptions();
        options.setCachePreparedStatements(true);
        options.setConnectTimeout((int) ChartLimits.CONNECTING.toMillis());
        // the link is used every second: silence means that nobody is there, even within a
        // handshake
        options.setIdleTimeout((int) ChartLimits.SILENCE_OF_WAREHOUSE.toSeconds());
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpKeepAlive(true);
        options.addProperty("application_name", "freshet-chart-api");
        // a read that is given up here the server gives up too
        options.addProperty("statement_timeout", Long.toString(patience.toMillis()));
        return options;
    }
}
