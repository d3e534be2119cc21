package io.freshet.charts.board;

import io.freshet.charts.ChartSettings;
import io.freshet.charts.source.Reading;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.WarehouseLink;
import io.freshet.charts.warehouse.WarehouseReader;
import io.freshet.events.SourceStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings the charts up to date with the warehouse and with what pollers say. Not thread-safe:
 * everything happens on one event loop.
 */
final class Refresher implements WarehouseLink.Listener {

    private static final Logger LOG = Logger.getLogger(Refresher.class);

    private final ChartCatalogue catalogue;
    private final ChartSettings settings;
    private final ChartBoard board;
    private final FreshnessMeter meter;
    private final Clock clock;
    private final Pacemaker pacemaker;
    private final Runnable proven;
    private final Runnable giveUp;
    private final Sources sources = new Sources();
    private final Set<Integer> notified = new HashSet<>();
    private Optional<WarehouseSession> session = Optional.empty();
    private Optional<ChartModel> model = Optional.empty();
    private Optional<UUID> installation = Optional.empty();
    private boolean lookWanted;
    private boolean reloadWanted;
    private boolean complained;

    /**
     * @param proven called where the warehouse has answered
     * @param giveUp called where the warehouse's answers cannot be used: is to renew the connection
     */
    Refresher(
            ChartCatalogue catalogue,
            ChartSettings settings,
            ChartBoard board,
            FreshnessMeter meter,
            Clock clock,
            Vertx vertx,
            Runnable proven,
            Runnable giveUp) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.board = board;
        this.meter = meter;
        this.clock = clock;
        this.proven = proven;
        this.giveUp = giveUp;
        this.pacemaker = new Pacemaker(vertx, settings.refreshInterval(), this::refresh);
    }

    @Override
    public void connected(PgConnection connection) {
        session = Optional.of(new WarehouseSession(new WarehouseReader(connection)));
        // what happened in between is unknown, and it may be another database altogether
        reloadWanted = true;
        look();
    }

    @Override
    public void notified(List<AppliedNotice> notices) {
        meter.expect(notices);
        for (AppliedNotice notice : notices) {
            notified.add(notice.source());
            lookWanted |= model.map(known -> !known.knows(notice.source())).orElse(true);
        }
        pacemaker.request();
    }

    @Override
    public void lost() {
        session = Optional.empty();
    }

    /** Looks at everything, whether or not anything was notified. */
    void look() {
        lookWanted = true;
        pacemaker.request();
    }

    /** Lets time pass: hours roll on and ages grow, also while the warehouse is away. */
    void passTime() {
        model.ifPresent(
                present -> {
                    present.roll();
                    board.publishData(present.render());
                });
    }

    /** Takes what a poller says. */
    void heard(List<SourceStatus> statuses) {
        long now = clock.millis();
        for (SourceStatus status : statuses) {
            sources.heard(status.published().source(), Reading.of(status), now);
        }
        model.ifPresent(present -> board.publishAges(present.render()));
    }

    private Future<?> refresh() {
        WarehouseSession reading = session.orElse(null);
        if (reading == null) {
            return Future.succeededFuture();
        }
        boolean reload = reloadWanted || model.isEmpty();
        boolean everything = lookWanted || reload;
        ChartModel target =
                reload ? new ChartModel(catalogue, sources, clock, settings) : model.orElseThrow();
        Set<Integer> changed = Set.copyOf(notified);
        notified.clear();
        lookWanted = false;
        return (everything ? reading.readAll(target) : reading.readSome(target, changed))
                .timeout(settings.refreshTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(
                        answer -> {
                            proven.run();
                            answer.ifPresentOrElse(
                                    refreshed -> take(target, refreshed), this::tellOfEmptiness);
                        })
                .onFailure(failure -> fail(reading, failure));
    }

    private void take(ChartModel target, Refreshed refreshed) {
        boolean other = isOtherWarehouse(refreshed);
        if (other && !reloadWanted && model.isPresent()) {
            LOG.warn("The warehouse is not the one it was, or went back in time; reading it anew");
            reloadWanted = true;
            look();
            return;
        }
        if (other) {
            sources.forget();
        }
        complained = false;
        reloadWanted = false;
        refreshed
                .registry()
                .ifPresent(registry -> installation = Optional.of(registry.installation()));
        target.roll();
        target.take(refreshed);
        if (model.isEmpty() || model.get() != target) {
            LOG.infof("Read the summaries of %d sources", target.versions().size());
        }
        model = Optional.of(target);
        board.publishData(target.render());
        meter.served(target.versions(), sources);
    }

    private boolean isOtherWarehouse(Refreshed refreshed) {
        boolean otherIdentity =
                refreshed.registry().isPresent()
                        && installation.isPresent()
                        && !installation.get().equals(refreshed.registry().get().installation());
        return otherIdentity || model.map(known -> known.isBehindIn(refreshed)).orElse(false);
    }

    private void tellOfEmptiness() {
        if (!complained) {
            complained = true;
            LOG.info("Waiting for the aggregator to make the tables that charts are read from");
        }
    }

    private void fail(WarehouseSession failed, Throwable failure) {
        if (session.isPresent() && session.get() == failed) {
            LOG.warnf("Reading the warehouse failed, connecting anew: %s", failure.getMessage());
            giveUp.run();
        }
    }
}
