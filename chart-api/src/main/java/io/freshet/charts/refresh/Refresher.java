package io.freshet.charts.refresh;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Reading;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.LoopTimer;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.SummarySession;
import io.freshet.charts.warehouse.WarehouseLink;
import io.freshet.events.SourceStatus;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings the charts up to date with the warehouse and with what pollers say. Not thread-safe:
 * everything happens on one event loop.
 */
final class Refresher implements WarehouseLink.Listener {

    private static final Logger LOG = Logger.getLogger(Refresher.class);

    private final ChartCatalogue catalogue;
    private final ChartSettings settings;
    private final ChartCache cache;
    private final FreshnessMeter meter;
    private final RefreshTraces traces;
    private final Clock clock;
    private final Throttle throttle;
    private final Sources sources = new Sources();
    private final Set<Integer> notified = new HashSet<>();
    private Optional<SummarySession> session = Optional.empty();
    private Optional<ChartModel> model = Optional.empty();

    /** One that lacks charts as they were: it is shown once those are read, too. */
    private Optional<ChartModel> coming = Optional.empty();

    private Optional<UUID> installation = Optional.empty();
    private boolean lookWanted;
    private boolean reloadWanted;
    private boolean told;

    Refresher(
            ChartCatalogue catalogue,
            ChartSettings settings,
            ChartCache cache,
            FreshnessMeter meter,
            RefreshTraces traces,
            Clock clock,
            LoopTimer timer) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.cache = cache;
        this.meter = meter;
        this.traces = traces;
        this.clock = clock;
        this.throttle = new Throttle(timer, settings.refreshInterval(), this::refresh);
    }

    @Override
    public void connected(SummarySession opened) {
        session = Optional.of(opened);
        // what happened in between is unknown, and it may be another database altogether
        reloadWanted = true;
        coming = Optional.empty();
        look();
    }

    @Override
    public void notified(List<AppliedNotice> notices) {
        meter.expect(notices);
        traces.expect(notices);
        for (AppliedNotice notice : notices) {
            notified.add(notice.source());
            lookWanted |= model.map(known -> !known.knows(notice.source())).orElse(true);
        }
        throttle.request();
    }

    @Override
    public void lost() {
        session = Optional.empty();
        coming = Optional.empty();
    }

    /** Looks at everything, whether or not anything was notified. */
    void look() {
        lookWanted = true;
        throttle.request();
    }

    /** Lets time pass: hours roll on and ages grow, also while the warehouse is away. */
    void passTime() {
        model.filter(present -> coming.isEmpty())
                .ifPresent(
                        present -> {
                            present.roll();
                            cache.publishData(present.render());
                        });
    }

    /** Takes what a poller says. */
    void heard(List<SourceStatus> statuses) {
        long now = clock.millis();
        for (SourceStatus status : statuses) {
            sources.heard(status.published().source(), Reading.of(status), now);
        }
        model.filter(present -> coming.isEmpty())
                .ifPresent(present -> cache.publishAges(present.render()));
    }

    private Future<?> refresh() {
        SummarySession reading = session.orElse(null);
        if (reading == null) {
            return Future.succeededFuture();
        }
        boolean reload = reloadWanted || model.isEmpty();
        boolean everything = lookWanted || reload;
        ChartModel target =
                reload
                        ? coming.orElseGet(
                                () -> new ChartModel(catalogue, sources, clock, settings))
                        : model.orElseThrow();
        traces.asked();
        Set<Integer> changed = Set.copyOf(notified);
        notified.clear();
        lookWanted = false;
        Future<Optional<Refreshed>> answer =
                everything
                        ? reading.readAll(target.held())
                        : reading.readSome(target.held(), changed);
        return answer.map(read -> use(reading, target, read))
                .onFailure(failure -> fail(reading, failure));
    }

    private Void use(SummarySession read, ChartModel target, Optional<Refreshed> answer) {
        if (isPresent(read)) {
            answer.ifPresentOrElse(refreshed -> take(target, refreshed), this::tellOfEmptiness);
            read.proven();
        }
        return null;
    }

    private void take(ChartModel target, Refreshed refreshed) {
        boolean other = isOtherWarehouse(refreshed);
        if (other && !reloadWanted && model.isPresent()) {
            LOG.warn(
                    "The warehouse, or a table of it, is not the one it was, or went back in time;"
                            + " reading it anew");
            reloadWanted = true;
            coming = Optional.empty();
            look();
            return;
        }
        if (other) {
            sources.forget();
        }
        if (target.isMadeOtherwiseIn(refreshed)) {
            look();
            return;
        }
        told = false;
        refreshed
                .registry()
                .ifPresent(registry -> installation = Optional.of(registry.installation()));
        traces.answered();
        target.roll();
        target.take(refreshed);
        if (coming.isEmpty() && refreshed.registry().isPresent() && target.awaitsFormer()) {
            coming = Optional.of(target);
            look();
            return;
        }
        coming = Optional.empty();
        reloadWanted = false;
        if (model.isEmpty() || model.get() != target) {
            LOG.infof("Read the summaries of %d sources", target.versions().size());
        }
        model = Optional.of(target);
        cache.publishData(target.render());
        meter.served(target.versions(), sources);
        traces.shown(target.versions(), sources);
    }

    private boolean isOtherWarehouse(Refreshed refreshed) {
        boolean otherIdentity =
                refreshed.registry().isPresent()
                        && installation.isPresent()
                        && !installation.get().equals(refreshed.registry().get().installation());
        return otherIdentity || model.map(known -> known.isOtherIn(refreshed)).orElse(false);
    }

    private void tellOfEmptiness() {
        if (!told) {
            told = true;
            LOG.info("Waiting for the aggregator to make the tables that charts are read from");
        }
    }

    private void fail(SummarySession failed, Throwable failure) {
        if (isPresent(failed)) {
            LOG.warnf("Reading the warehouse failed, connecting anew: %s", failure.getMessage());
            failed.giveUp();
        }
    }

    /** Whether a session is the present one; the word of a former one counts for nothing. */
    private boolean isPresent(SummarySession asked) {
        return session.isPresent() && session.get().equals(asked);
    }
}
