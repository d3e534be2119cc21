package io.freshet.simulator.totesys;

import io.freshet.runtime.retry.Backoff;
import io.freshet.simulator.database.ReadOnlyRole;
import io.freshet.simulator.traffic.TrafficState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * A shop that trades by itself, on a thread of its own. It is made when that starts, and tried
 * again for as long as that fails. The controls may be used from any thread.
 */
public final class RunningShop implements AutoCloseable {
    /** Rows per second that may be asked for. */
    public static final double HIGHEST_RATE = 10_000;

    private static final Logger LOG = Logger.getLogger(RunningShop.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Steps of a longer time than this are not made up for. */
    private static final long MOST_OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ShopSettings settings;
    private final Preparation preparation;
    private final Clock clock;
    private final SplittableRandom random;
    private final Queue<ShopFault> wanted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "freshet-shop");
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private volatile boolean closing;
    private volatile TrafficState state = TrafficState.RUNNING;
    private volatile double rate;
    private volatile Set<ShopFault> faults;
    private volatile double faultShare;
    private volatile boolean made;
    private volatile LocalDateTime now;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong struck = new AtomicLong();
    private volatile String error;

    /** Makes on the server what is absent there; its methods block. */
    public interface Preparation {
        /** Makes the database; gives how to connect to it. */
        ShopSession.Opening makeDatabase() throws SQLException;

        /** Makes a login that may read; not before there is something to read. */
        void makeReader(ReadOnlyRole reader) throws SQLException;
    }

    /**
     * @param preparation is asked when the shop is opened, and again after a failure
     */
    public RunningShop(ShopSettings settings, Preparation preparation, Clock clock) {
        this.settings = settings;
        this.preparation = preparation;
        this.clock = clock;
        this.random = new SplittableRandom(~settings.seed());
        this.rate = settings.rate();
        this.faults = settings.faults();
        this.faultShare = settings.faultShare();
        thread.setDaemon(true);
    }

    /** Begins; at most once. */
    public void begin() {
        thread.start();
    }

    /** Whether its tables are there, with all of its history. */
    public boolean isMade() {
        return made;
    }

    /** Lets it trade. */
    public void start() {
        state = TrafficState.RUNNING;
    }

    /** Lets its time stand still. */
    public void pause() {
        state = TrafficState.PAUSED;
    }

    /**
     * Sets how many rows it inserts or updates per second, on average, by letting its time run so
     * fast.
     *
     * @param perSecond 0 to {@link #HIGHEST_RATE}
     * @throws IllegalArgumentException when out of range
     */
    public void rate(double perSecond) {
        if (!(perSecond >= 0 && perSecond <= HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "rate is between 0 and %.0f rows per second, not %s"
                            .formatted(HIGHEST_RATE, perSecond));
        }
        rate = perSecond;
    }

    /**
     * Sets which faults happen by themselves, and how often.
     *
     * @param share probability of each at every step, 0 to 1
     * @throws IllegalArgumentException when out of range
     */
    public void faults(Set<ShopFault> kinds, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share is a probability between 0 and 1, not " + share);
        }
        faults = Set.copyOf(kinds);
        faultShare = share;
    }

    /** Lets a fault happen once, soon. */
    public void strike(ShopFault fault) {
        wanted.add(fault);
    }

    /** How it is doing. */
    public ShopStatus status() {
        return new ShopStatus(
                made ? state : TrafficState.STOPPED,
                rate,
                now,
                steps.get(),
                faults.isEmpty() ? Set.of() : EnumSet.copyOf(faults),
                faultShare,
                struck.get(),
                error);
    }

    /** Commits what is open and ends its thread; waits some seconds at most. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            if (thread.isAlive() && !ended.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The shop's connections were not closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                try (Shop shop = open()) {
                    error = null;
                    trade(shop);
                } catch (SQLException | RuntimeException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private Shop open() throws SQLException {
        Shop shop =
                Shop.open(preparation.makeDatabase(), clock, settings.seed(), settings.snapshot());
        try {
            LocalDateTime live =
                    LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                            .minusDays(settings.liveDays());
            boolean isNew = shop.now().isBefore(ShopSeed.FIRST_TRADE.plusDays(1));
            if (isNew && settings.historyDays() > 0) {
                shop.jumpTo(live.minusDays(settings.historyDays()));
                shop.runUntil(live);
            }
            if (settings.reader().isPresent()) {
                preparation.makeReader(settings.reader().get());
                shop.letRead(settings.reader().get(), settings.database());
            }
        } catch (SQLException | RuntimeException e) {
            shop.close();
            throw e;
        }
        now = shop.now();
        made = true;
        LOG.infof("The shop in database %s trades from %s on", settings.database(), now);
        return shop;
    }

    private void trade(Shop shop) throws SQLException, InterruptedException {
        long due = System.nanoTime();
        while (!closing) {
            ShopFault fault = wanted.poll();
            if (fault != null) {
                shop.strike(fault);
                struck.incrementAndGet();
            }
            double perSecond = state == TrafficState.RUNNING ? rate : 0;
            long nanos = System.nanoTime();
            long pause = due - nanos;
            if (perSecond == 0 || pause > 0) {
                shop.commitDue();
                TimeUnit.NANOSECONDS.sleep(
                        perSecond == 0
                                ? LONGEST_PAUSE_NANOS
                                : Math.min(pause, LONGEST_PAUSE_NANOS));
                due = perSecond == 0 ? System.nanoTime() : due;
                continue;
            }
            due = Math.max(due, nanos - MOST_OVERDUE_NANOS);
            due += (long) (1e9 * Shop.CHANGES_PER_STEP / perSecond);
            step(shop);
        }
    }

    private void step(Shop shop) throws SQLException {
        shop.step();
        for (ShopFault kind : faults) {
            if (random.nextDouble() < faultShare) {
                shop.strike(kind);
                struck.incrementAndGet();
            }
        }
        steps.incrementAndGet();
        now = shop.now();
        backoff.reset();
    }

    private void failed(Exception failure) throws InterruptedException {
        String explanation =
                "Database \"%s\": %s".formatted(settings.database(), failure.getMessage());
        if (!closing && error == null) {
            LOG.warn(explanation);
        }
        error = explanation;
        TimeUnit.MILLISECONDS.sleep(backoff.nextMillis());
    }
}
