package io.freshet.benchmarks.totesys;

import io.freshet.simulator.totesys.Shop;
import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What else happens in the shop, as many rows a second as asked for: six of ten are inserted (three
 * at a time), two updated, one and a half updated silently, half a one deleted. For one thread,
 * which it blocks.
 */
final class TradeAround extends SideTask {

    private static final double ROWS_PER_ACTION = 1 / 0.6;

    private final Shop shop;
    private final TestDatabase source;
    private final long orders;
    private final double perSecond;
    private final SplittableRandom random = new SplittableRandom(20_221_103);
    private final AtomicLong rows = new AtomicLong();

    /**
     * @param orders the highest key of the sales that may be changed
     */
    TradeAround(Shop shop, TestDatabase source, long orders, double perSecond) {
        this.shop = shop;
        this.source = source;
        this.orders = orders;
        this.perSecond = perSecond;
    }

    /** How many rows were changed so far. */
    long rows() {
        return rows.get();
    }

    @Override
    void work() throws SQLException, InterruptedException {
        try (Connection connection = source.connect()) {
            long due = System.nanoTime();
            while (!isEnded()) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                due += (long) (1e9 * ROWS_PER_ACTION / perSecond);
                rows.addAndGet(act(connection));
            }
        }
    }

    private int act(Connection connection) throws SQLException {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        int which = random.nextInt(12);
        if (which < 4) {
            shop.jumpTo(now);
            if (random.nextInt(10) < 7) {
                shop.sell();
            } else {
                shop.buy();
            }
            return 3;
        }
        long order = 1 + random.nextLong(orders);
        if (which < 8) {
            return run(
                    connection,
                    "update sales_order set units_sold = units_sold + 1, last_updated = ? where sales_order_id = ?",
                    Timestamp.valueOf(now),
                    order);
        }
        if (which < 11) {
            return run(
                    connection,
                    "update sales_order set agreed_delivery_date = ? where sales_order_id = ?",
                    now.toLocalDate().plusDays(random.nextInt(8)).toString(),
                    order);
        }
        return run(connection, "delete from sales_order where sales_order_id = ?", order);
    }

    private static int run(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
