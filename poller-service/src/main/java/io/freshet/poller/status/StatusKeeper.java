package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.events.TableStatusCodec;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.EventLoops;
import io.freshet.poller.time.Timers.Timer;
import io.freshet.poller.warehouse.TableMarks;
import io.freshet.poller.warehouse.Warehouse;
import io.freshet.warehouse.layout.StatusSql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
 * Writes marks and status of the owned sources to the warehouse, about once a second: for people,
 * and for chart APIs that cannot hear the bus.
 */
@ApplicationScoped
public class StatusKeeper {

    private static final Logger LOG = Logger.getLogger(StatusKeeper.class);
    private static final long EVERY_MILLIS = 1_000;

    private final EventLoop loop;
    private final Warehouse warehouse;
    private final SourceStatuses statuses;
    private final TableMarks marks;
    private volatile boolean saving;
    private volatile boolean failing;
    private Timer timer;

    StatusKeeper(EventLoops loops, Warehouse warehouse, SourceStatuses statuses, TableMarks marks) {
        this.loop = loops.create();
        this.warehouse = warehouse;
        this.statuses = statuses;
        this.marks = marks;
    }

    void begin(@Observes StartupEvent event) {
        timer = loop.every(EVERY_MILLIS, this::keep);
    }

    void end(@Observes ShutdownEvent event) {
        timer.cancel();
    }

    private void keep() {
        List<SourceReport> reports = List.copyOf(statuses.all());
        if (saving || reports.isEmpty()) {
            return;
        }
        saving = true;
        warehouse
                .batch(StatusSql.SAVE, reports.stream().map(StatusKeeper::tuple).toList())
                .compose(
                        saved ->
                                marks.save(
                                        reports.stream()
                                                .flatMap(report -> report.marks().stream())
                                                .toList()))
                .onComplete(
                        result -> {
                            saving = false;
                            report(result.cause());
                        });
    }

    private void report(Throwable error) {
        boolean fails = error != null && !Warehouse.isUnfinished(error);
        if (fails && !failing) {
            LOG.warnf("Marks and status of the sources cannot be saved: %s", error);
        }
        failing = fails;
    }

    private static Tuple tuple(SourceReport report) {
        SourceStatus status = report.status();
        return Tuple.tuple()
                .addInteger(report.source())
                .addLong(status.published().fence())
                .addLong(status.published().sequence())
                .addOffsetDateTime(instant(status.asOf()))
                .addString(status.state().text())
                .addString(status.detail())
                .addLong(status.highWaterMark() == Long.MIN_VALUE ? null : status.highWaterMark())
                .addLong(status.lagRows())
                .addLong(status.pendingGaps())
                .addOffsetDateTime(instant(status.auditedAt()))
                .addLong(status.differences())
                .addString(TableStatusCodec.encode(status.tables()));
    }

    private static OffsetDateTime instant(long micros) {
        return micros == 0
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
