package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.poller.status.StatusBoard.Standing;
import io.freshet.poller.warehouse.TableMarks;
import io.freshet.poller.warehouse.Warehouse;
import io.freshet.warehouse.layout.StatusSql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes marks and standing of the owned sources to the warehouse, about once a second: for people,
 * and for chart APIs that cannot hear the bus.
 */
@ApplicationScoped
public class StatusKeeper {

    private static final Logger LOG = Logger.getLogger(StatusKeeper.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Warehouse warehouse;
    private final StatusBoard board;
    private final TableMarks marks;
    private volatile boolean saving;
    private volatile boolean failing;
    private long timer;

    StatusKeeper(Vertx vertx, Warehouse warehouse, StatusBoard board, TableMarks marks) {
        this.vertx = vertx;
        this.warehouse = warehouse;
        this.board = board;
        this.marks = marks;
    }

    void begin(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, id -> keep());
    }

    void end(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void keep() {
        List<Standing> standings = List.copyOf(board.all());
        if (saving || standings.isEmpty()) {
            return;
        }
        saving = true;
        warehouse
                .batch(StatusSql.SAVE, standings.stream().map(StatusKeeper::tuple).toList())
                .compose(
                        saved ->
                                marks.save(
                                        standings.stream()
                                                .flatMap(standing -> standing.marks().stream())
                                                .toList()))
                .onComplete(
                        result -> {
                            saving = false;
                            report(result.cause());
                        });
    }

    private void report(Throwable error) {
        if (error != null && !failing) {
            LOG.warnf("TableMarks and standing of the sources cannot be saved: %s", error);
        }
        failing = error != null;
    }

    private static Tuple tuple(Standing standing) {
        SourceStatus status = standing.status();
        return Tuple.tuple()
                .addInteger(standing.source())
                .addLong(status.published().fence())
                .addLong(status.published().sequence())
                .addOffsetDateTime(instant(status.asOf()))
                .addString(status.state().text())
                .addString(status.detail())
                .addLong(status.highWaterMark() == Long.MIN_VALUE ? null : status.highWaterMark())
                .addLong(status.lagRows())
                .addLong(status.pendingGaps())
                .addOffsetDateTime(instant(status.auditedAt()))
                .addLong(status.differences());
    }

    private static OffsetDateTime instant(long micros) {
        return micros == 0
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
