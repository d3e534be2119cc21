package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.poller.status.StatusBoard.Standing;
import io.freshet.poller.tail.Marks;
import io.freshet.poller.warehouse.Warehouse;
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

    private static final String SAVE =
            """
            insert into freshet.source_status as held (source_id, fence, sequence, as_of, state,
              detail, high_water_mark, lag_rows, pending_gaps, audited_at, differences, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
            on conflict (source_id) do update set
              fence = excluded.fence, sequence = excluded.sequence,
              as_of = coalesce(excluded.as_of, held.as_of), state = excluded.state,
              detail = excluded.detail, high_water_mark = excluded.high_water_mark,
              lag_rows = excluded.lag_rows, pending_gaps = excluded.pending_gaps,
              audited_at = coalesce(excluded.audited_at, held.audited_at),
              differences = excluded.differences, updated_at = excluded.updated_at
            where held.fence <= excluded.fence
            """;

    private final Vertx vertx;
    private final Warehouse warehouse;
    private final StatusBoard board;
    private final Marks marks;
    private volatile boolean saving;
    private volatile boolean failing;
    private long timer;

    StatusKeeper(Vertx vertx, Warehouse warehouse, StatusBoard board, Marks marks) {
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
                .batch(SAVE, standings.stream().map(StatusKeeper::tuple).toList())
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
            LOG.warnf("Marks and standing of the sources cannot be saved: %s", error);
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
