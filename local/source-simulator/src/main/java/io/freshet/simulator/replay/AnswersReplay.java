package io.freshet.simulator.replay;

import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.database.RowLoader;
import io.freshet.simulator.traffic.FleetSettings;
import io.freshet.simulator.traffic.SourceFleet;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the answers of a file into their countries' sources, in the file's order. Goes on after as
 * many answers of a country as its source has rows already, so that a replay which was interrupted
 * is completed by the next one. A source that fails is left out; the others get theirs.
 */
public final class AnswersReplay {
    /** Up to this rate every answer has its own commit. */
    private static final double SINGLE_COMMITS_UP_TO = 200;

    private static final int ROWS_PER_COMMIT = 50;
    private static final double NANOS = 1e9;

    private final SourceFleet fleet;
    private final AnswersFile file;
    private final double rowsPerSecond;
    private final Map<CountryCode, SourceFeed> feeds = new LinkedHashMap<>();
    private volatile boolean cancelled;
    private volatile boolean done;

    /**
     * @param vertx runs the connections
     * @param fleet created with the file's {@linkplain #settings settings}
     * @param file the answers
     * @param rowsPerSecond over all sources; 0: as fast as they take it
     */
    public AnswersReplay(Vertx vertx, SourceFleet fleet, AnswersFile file, double rowsPerSecond) {
        this.fleet = fleet;
        this.file = file;
        this.rowsPerSecond = rowsPerSecond;
        boolean slow = rowsPerSecond > 0 && rowsPerSecond <= SINGLE_COMMITS_UP_TO;
        FleetSettings settings = fleet.settings();
        for (CountryCode country : file.countries()) {
            String database = settings.database(country);
            RowLoader loader = new RowLoader(vertx, settings.server(), database, file.columns());
            feeds.put(country, new SourceFeed(database, loader, slow ? 1 : ROWS_PER_COMMIT));
        }
    }

    /** Settings of a fleet for a file: its countries, with all of its columns. */
    public static FleetSettings settings(FleetSettings base, AnswersFile file) {
        return base.withCountries(file.countries()).withColumns(file.columns());
    }

    /**
     * Replays on a thread of its own.
     *
     * @return the status when all is written or cancelled; fails only when the file cannot be read
     */
    public Uni<ReplayStatus> run() {
        ExecutorService thread =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread worker = new Thread(task, "answers-replay");
                            worker.setDaemon(true);
                            return worker;
                        });
        return Uni.createFrom()
                .item(
                        () -> {
                            replay();
                            return status();
                        })
                .runSubscriptionOn(thread)
                .call(() -> fleet.all().recount().onFailure().recoverWithNull())
                .onTermination()
                .invoke(thread::shutdown);
    }

    /** Ends it after the commits that are under way. */
    public void cancel() {
        cancelled = true;
    }

    /** How far it is. */
    public ReplayStatus status() {
        return new ReplayStatus(
                file.path().toString(),
                file.total(),
                feeds.values().stream().mapToLong(SourceFeed::present).sum(),
                done,
                feeds.values().stream()
                        .map(SourceFeed::error)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private void replay() {
        feeds.values().forEach(SourceFeed::open);
        Pace pace = new Pace(rowsPerSecond);
        try {
            file.read(
                    (country, values) -> {
                        if (feeds.get(country).offer(values)) {
                            pace.next();
                        }
                        return !cancelled;
                    });
        } finally {
            feeds.values().forEach(SourceFeed::finish);
            done = true;
        }
    }

    /** Holds the thread up so that it does no more per second than it should. */
    private static final class Pace {
        private final double nanosPerRow;
        private double due = System.nanoTime();

        Pace(double rowsPerSecond) {
            this.nanosPerRow = rowsPerSecond == 0 ? 0 : NANOS / rowsPerSecond;
        }

        void next() {
            due += nanosPerRow;
            for (long early = early(); early > 0 && nanosPerRow > 0; early = early()) {
                LockSupport.parkNanos(early);
            }
        }

        private long early() {
            return (long) (due - System.nanoTime());
        }
    }
}
