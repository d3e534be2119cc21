package io.freshet.simulator.totesys;

import io.freshet.simulator.database.ReadOnlyRole;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The shop at work in its database, one minute of its own time after the other. Its time runs as
 * fast as {@link #step} is called, leaving out nights and weekends, until it has caught up with the
 * clock; from then on it is the clock's, and the shop is open day and night. All times are UTC. Not
 * thread-safe; blocks.
 */
public final class Shop implements AutoCloseable {
    /** Rows inserted or updated per step, on average. */
    public static final double CHANGES_PER_STEP = 0.178;

    private static final double SALES_PER_MINUTE = 0.0342;
    private static final double PURCHASES_PER_MINUTE = 0.0138;
    private static final double DESIGNS_PER_MINUTE = 0.00134;
    private static final double MOVES_PER_MINUTE = 0.2 / 660;
    private static final double TANGLED = 0.12;
    private static final int FIRST_MILLI = 9_700;
    private static final int LAST_MILLI = 10_600;
    private static final int LONGEST_TANGLE_MILLIS = 18;

    private final ShopSession session;
    private final Clock clock;
    private final SplittableRandom random;
    private final ShopTrade trade;
    private final LateSales late;
    private final ShopFaults faults;
    private LocalDateTime now;
    private LocalDate paidOn;

    private Shop(
            ShopSession session,
            ShopSession.Opening connections,
            Clock clock,
            long seed,
            Optional<ShopSnapshot> snapshot)
            throws SQLException {
        this.session = session;
        this.clock = clock;
        SplittableRandom root = new SplittableRandom(seed);
        if (session.text("select to_regclass('public.payment')::text") == null) {
            session.together(() -> begin(root, snapshot));
        }
        this.now =
                LocalDateTime.parse(
                        session.text(
                                """
                                select to_char(greatest(
                                  (select max(last_updated) from payment),
                                  (select max(last_updated) from design)), 'YYYY-MM-DD"T"HH24:MI:SS.MS')
                                """));
        this.paidOn = paidOn(now);
        // Another start goes on otherwise than the one before.
        this.random = new SplittableRandom(seed ^ now.toInstant(ZoneOffset.UTC).toEpochMilli());
        this.trade = new ShopTrade(session, random.split());
        this.late = new LateSales(connections, random.split());
        this.faults = new ShopFaults(session, trade, late, random.split());
    }

    /**
     * Opens a shop; an empty database gets its tables, and the rows that it began with. Else it
     * goes on where it was.
     *
     * @param connections to its database, as owner
     * @param clock which its time does not overtake
     * @param seed decides all that happens
     * @param snapshot the rows that it begins with, instead of made-up ones
     */
    public static Shop open(
            ShopSession.Opening connections,
            Clock clock,
            long seed,
            Optional<ShopSnapshot> snapshot)
            throws SQLException {
        ShopSession session = new ShopSession(connections.open());
        try {
            return new Shop(session, connections, clock, seed, snapshot);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private void begin(SplittableRandom root, Optional<ShopSnapshot> snapshot) throws SQLException {
        session.run(ShopTables.definition());
        if (snapshot.isPresent()) {
            snapshot.get().load(session);
            return;
        }
        new ShopSeed(session, root.split()).plant();
        ShopTrade first = new ShopTrade(session, root.split());
        for (int i = 0; i < 5; i++) {
            first.sale(ShopSeed.FIRST_TRADE.plus(i / 2, ChronoUnit.MILLIS));
            first.purchase(ShopSeed.FIRST_TRADE.plus((i + 1) / 2, ChronoUnit.MILLIS));
        }
    }

    private static LocalDate paidOn(LocalDateTime now) {
        boolean isPaid = !now.toLocalTime().isBefore(ShopCalendar.PAYDAY);
        return isPaid ? now.toLocalDate() : now.toLocalDate().minusDays(1);
    }

    /** Lets a role read all tables, those to come included. */
    void letRead(ReadOnlyRole reader, String database) throws SQLException {
        session.run(
                reader.grants(database, "ALL TABLES IN SCHEMA public"),
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "
                        + ShopTables.quoted(reader.name()));
    }

    /** What its clock shows. */
    public LocalDateTime now() {
        return now;
    }

    /** Lets its clock jump ahead, with nothing happening meanwhile; never back. */
    public void jumpTo(LocalDateTime instant) {
        if (instant.isAfter(now)) {
            now = instant;
            paidOn = paidOn(instant);
        }
    }

    /** Lets time pass at once, up to the clock's at most, and commits by the day. */
    public void runUntil(LocalDateTime instant) throws SQLException {
        LocalDateTime end = instant.isBefore(clockTime()) ? instant : clockTime();
        while (ShopCalendar.next(now).isBefore(end)) {
            LocalDate day = ShopCalendar.next(now).toLocalDate();
            session.together(
                    () -> {
                        while (ShopCalendar.next(now).isBefore(end)
                                && ShopCalendar.next(now).toLocalDate().equals(day)) {
                            step();
                        }
                    });
        }
    }

    /** Whether its time is the clock's. */
    public boolean hasCaughtUp() {
        return !ShopCalendar.next(now).isBefore(clockTime());
    }

    /** Lets the next minute come. */
    public void step() throws SQLException {
        late.commitDue();
        LocalDateTime next = ShopCalendar.next(now);
        if (next.isBefore(clockTime())) {
            now = next;
            LocalDateTime at = now.plus(random.nextInt(FIRST_MILLI, LAST_MILLI), ChronoUnit.MILLIS);
            payDue(at);
            if (!now.toLocalTime().equals(ShopCalendar.PAYDAY)) {
                work(at);
            }
        } else {
            LocalDateTime instant = clockTime();
            now = instant.isAfter(now) ? instant : now;
            payDue(now);
            work(now);
        }
    }

    private void payDue(LocalDateTime at) throws SQLException {
        if (at.toLocalDate().isAfter(paidOn)
                && ShopCalendar.isWorkday(at.toLocalDate())
                && !at.toLocalTime().isBefore(ShopCalendar.PAYDAY)) {
            trade.payDue(at);
            paidOn = at.toLocalDate();
        }
    }

    private void work(LocalDateTime at) throws SQLException {
        boolean sells = happens(SALES_PER_MINUTE);
        boolean buys = happens(PURCHASES_PER_MINUTE);
        LocalDateTime other =
                at.minus(1 + random.nextInt(LONGEST_TANGLE_MILLIS), ChronoUnit.MILLIS);
        if (sells && buys && happens(TANGLED)) {
            trade.saleAndPurchase(at, other);
        } else {
            if (sells) {
                trade.sale(at);
            }
            if (buys) {
                trade.purchase(sells ? other : at);
            }
        }
        if (happens(DESIGNS_PER_MINUTE)) {
            trade.design(at);
        }
        if (happens(MOVES_PER_MINUTE)) {
            trade.moveDelivery(at);
        }
    }

    /** A sale, now. */
    public void sell() throws SQLException {
        trade.sale(now);
    }

    /** A purchase, now. */
    public void buy() throws SQLException {
        trade.purchase(now);
    }

    /** Moves the delivery of an overdue order, silently; gives the number of orders moved. */
    public int moveDelivery() throws SQLException {
        return trade.moveDelivery(now);
    }

    /** Lets a fault happen, now. */
    public void strike(ShopFault fault) throws SQLException {
        faults.strike(fault, now);
    }

    /** Undoes a fault that changed a table; of others nothing. */
    public void mend(ShopFault fault) throws SQLException {
        faults.mend(fault);
    }

    /** Commits late what is due; {@link #step} does so, too. */
    void commitDue() throws SQLException {
        late.commitDue();
    }

    /** Commits all that is open. */
    public void settle() throws SQLException {
        late.commitAll();
    }

    @Override
    public void close() throws SQLException {
        try {
            late.commitAll();
        } finally {
            session.close();
        }
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    private LocalDateTime clockTime() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MILLIS);
    }
}
