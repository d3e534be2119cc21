package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.system.Installation;
import io.freshet.faultinjection.system.MovableClock;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What may break. Each breaks one thing, and knows how it is mended. */
// How something is broken is a method without state.
@SuppressWarnings("ImmutableEnumChecker")
public enum Fault {
    /** A poller is killed and started again. */
    KILL_POLLER(ServiceFaults::killPoller),
    /** All pollers are killed and started again. */
    KILL_ALL_POLLERS(ServiceFaults::killAllPollers),
    /**
     * A poller stops in its tracks for longer than a lease lasts, and goes on as if nothing was.
     */
    FREEZE_POLLER(ServiceFaults::freezePoller, Limits.LONGER_THAN_A_LEASE, Limits.RESTART),
    /** The aggregator is killed and started again. */
    KILL_AGGREGATOR(ServiceFaults::killAggregator),
    /** The aggregator stops in its tracks for a while. */
    FREEZE_AGGREGATOR(ServiceFaults::freezeAggregator),
    /** The chart API is killed and started again. */
    KILL_CHART_API(ServiceFaults::killChartApi),
    /** The broker is killed and started again. */
    KILL_BROKER(ServiceFaults::killBroker),
    /** The warehouse's server is killed and started again. */
    KILL_WAREHOUSE(ServiceFaults::killWarehouse),
    /** Nobody gets through to the broker. */
    CUT_BROKER((system, random) -> NetworkFaults.refuse(system.brokerWay())),
    /** Nobody gets through to the warehouse. */
    CUT_WAREHOUSE((system, random) -> NetworkFaults.refuse(system.warehouseWay())),
    /** The network to the broker swallows everything. */
    HANG_BROKER((system, random) -> NetworkFaults.hang(system.brokerWay())),
    /** The network to the warehouse swallows everything. */
    HANG_WAREHOUSE((system, random) -> NetworkFaults.hang(system.warehouseWay())),
    /** All connections to broker, warehouse and a source are reset at once. */
    RESET_CONNECTIONS(NetworkFaults::resetAll),
    /** A source does not answer. */
    HANG_SOURCE((system, random) -> NetworkFaults.hang(system.anyWayToASource(random))),
    /** A source refuses connections. */
    CUT_SOURCE((system, random) -> NetworkFaults.refuse(system.anyWayToASource(random))),
    /** What waits in the queues is thrown away while the aggregator is down. */
    PURGE_QUEUES(BusFaults::purgeQueues, Duration.ZERO, Limits.SOON),
    /** The exchanges are deleted while the aggregator is down. */
    DELETE_EXCHANGES_WITHOUT_AGGREGATOR(
            BusFaults::deleteExchangesWithoutAggregator, Duration.ZERO, Limits.SOON),
    /** The exchanges are deleted while everybody lives. */
    DELETE_EXCHANGES(BusFaults::deleteExchanges, Duration.ZERO, Limits.SOON),
    /** The bindings are removed, so that events are confirmed and thrown away, and come back. */
    UNBIND_QUEUES(BusFaults::unbindQueues, Limits.SOME_EVENTS, Limits.SOON),
    /** The warehouse's database is dropped and made anew, empty. */
    DROP_WAREHOUSE(WarehouseFaults::drop, Duration.ZERO, Limits.SOON),
    /** The warehouse's database is put back to what it was some seconds before. */
    RESTORE_WAREHOUSE(WarehouseFaults::restore, Limits.SOME_EVENTS, Limits.SOON),
    /** Freshet's own schema alone is dropped from the warehouse; the pipelines' tables stay. */
    DROP_SCHEMA(WarehouseFaults::dropSchema, Duration.ZERO, Limits.SOON),
    /** A row of a summary is changed or deleted behind everybody's back. */
    DAMAGE_SUMMARY(WarehouseFaults::damageSummary, Duration.ZERO, Limits.SOON),
    /** A row of the ledger is changed or deleted behind everybody's back. */
    DAMAGE_LEDGER(WarehouseFaults::damageLedger, Duration.ZERO, Limits.SOON),
    /** Row-level security hides all rows of a source from the reader for a while. */
    HIDE_ROWS(SourceFaults::hideRows, Limits.A_PASS, Limits.SOON),
    /** A source gets many rows, which are truncated while they are read. */
    FILL_AND_TRUNCATE(SourceFaults::fillAndTruncate, Duration.ZERO, Limits.SOON),
    /** A source moves 30 ms away, or comes back: it is compared there as well. */
    MOVE_AWAY(NetworkFaults::moveAway, Duration.ZERO, Limits.SOON),
    /** A source is 100 or 300 ms away for a while. */
    BE_FAR(NetworkFaults::beFar, Limits.SOME_EVENTS, Limits.SOON),
    /**
     * The network loses and delays what goes to broker, warehouse and a source, each piece by
     * another time.
     */
    WAVER(NetworkFaults::waver, Limits.SOME_EVENTS, Limits.SOON),
    /** A firewall forgets connections to broker, warehouse and a source once they are silent. */
    FORGET_IDLE(NetworkFaults::forgetIdle, Limits.SOME_EVENTS, Limits.SOON),
    /** Somebody forges events, and writes what is none into the queues. */
    FORGE_EVENTS(BusFaults::forge, Duration.ZERO, Limits.SOON),
    /** A source's reader gets another password, which the services learn later. */
    ROTATE_PASSWORD(SourceFaults::rotatePassword, Limits.SOME_EVENTS, Limits.SOON),
    /** Rows of 60 MB come into a source, and go again. */
    INSERT_LARGE_ROWS(SourceFaults::insertLargeRows, Limits.SOME_EVENTS, Limits.SOON),
    /**
     * The sources' server does not encrypt any more, or shows the certificate of a foreign
     * authority: nobody reads it then.
     */
    STRIP_ENCRYPTION(SourceFaults::stripEncryption, Limits.SOME_EVENTS, Limits.SOON),
    /**
     * The reader's role gets settings that print values otherwise, lock others out or end reads
     * early.
     */
    CHANGE_ROLE(SourceFaults::changeRole, Limits.SOME_EVENTS, Limits.SOON),
    /** Somebody ends all sessions of a source's reader. */
    END_SESSIONS(SourceFaults::endSessions, Duration.ZERO, Limits.SOON),
    /** The clock of a service is an hour ahead or late for a while, where there is a gcc. */
    MOVE_CLOCK(ServiceFaults::moveClock, Limits.LONGER_THAN_A_LEASE, Limits.SOON),
    /** The lake service is killed, whatever it does, and started again. */
    KILL_LAKE(ServiceFaults::killLake),
    /** The lake service is killed between plan, files, manifest and position of a commit. */
    KILL_LAKE_IN_COMMIT(ServiceFaults::killLakeInCommit),
    /** The lake service stops in its tracks for a while. */
    FREEZE_LAKE(ServiceFaults::freezeLake);

    /** Limits of time, in a class of their own because constants of the enum are made of them. */
    private static final class Limits {

        static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(8);
        static final Duration SOME_EVENTS = Duration.ofSeconds(3);

        /** Long enough for reconciliation to notice. */
        static final Duration A_PASS = Duration.ofSeconds(10);

        static final Duration SOON = Duration.ofSeconds(15);

        /** Processes and servers start while this machine does other things. */
        static final Duration RESTART = Duration.ofSeconds(90);
    }

    private final Breaking breaking;
    private final Duration shortest;
    private final Duration limit;

    Fault(Breaking breaking) {
        this(breaking, Duration.ZERO, Limits.RESTART);
    }

    Fault(Breaking breaking, Duration shortest, Duration limit) {
        this.breaking = breaking;
        this.shortest = shortest;
        this.limit = limit;
    }

    /** How one thing is broken. */
    @FunctionalInterface
    interface Breaking {
        Mending breakIt(Installation system, Random random)
                throws SQLException, IOException, InterruptedException;
    }

    /** How what was broken is mended; may block until it is. */
    @FunctionalInterface
    public interface Mending {
        /** Mends it. */
        void mend() throws SQLException, IOException, InterruptedException;
    }

    /** Whether this machine, and what is read and kept there, have what it takes. */
    public boolean isPossible(Installation system) {
        return switch (this) {
            case MOVE_CLOCK -> MovableClock.isPossible();
            case KILL_LAKE, KILL_LAKE_IN_COMMIT, FREEZE_LAKE -> system.lake().isPresent();
            case DAMAGE_SUMMARY,
                    HIDE_ROWS,
                    FILL_AND_TRUNCATE,
                    CHANGE_ROLE,
                    END_SESSIONS,
                    FORGE_EVENTS,
                    ROTATE_PASSWORD,
                    INSERT_LARGE_ROWS ->
                    !system.sources().isEmpty();
            default -> true;
        };
    }

    /** How long it may take at the most from its end until all is exact. */
    public Duration limit() {
        return limit;
    }

    /**
     * Breaks something and leaves it broken.
     *
     * @param random chooses which of several
     * @return what mends it
     */
    public Mending strike(Installation system, Random random)
            throws SQLException, IOException, InterruptedException {
        return breaking.breakIt(system, random);
    }

    /** Blocks for as long as it stays broken: {@code pause}, or longer where it needs that. */
    public void last(Duration pause) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(pause.toMillis(), shortest.toMillis()));
    }

    /**
     * Breaks something, waits, and mends it; blocks all the while.
     *
     * @param pause how long it stays broken at the least
     * @param random chooses which of several
     */
    public void strike(Installation system, Duration pause, Random random)
            throws SQLException, IOException, InterruptedException {
        Mending mending = strike(system, random);
        last(pause);
        mending.mend();
    }
}
