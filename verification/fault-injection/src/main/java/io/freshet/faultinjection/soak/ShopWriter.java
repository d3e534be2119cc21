package io.freshet.faultinjection.soak;

import io.freshet.simulator.totesys.Shop;
import io.freshet.simulator.totesys.ShopFault;
import io.freshet.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The shop, which trades hour after hour, and does all that it could do wrong. */
final class ShopWriter implements Load, AutoCloseable {

    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final int LONGEST_HOURS = 3;
    private static final int DAYS_BEFORE = 20;
    private static final ShopFault[] FAULTS = ShopFault.values();

    private final Shop shop;
    private final Random random;
    private final Map<ShopFault, Integer> struck = new EnumMap<>(ShopFault.class);
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private volatile boolean resting;

    /**
     * Lets a shop trade for some days at once.
     *
     * @param database an empty one
     * @param seed chooses what happens
     */
    ShopWriter(TestDatabase database, long seed) throws SQLException {
        random = new Random(seed);
        shop = Shop.open(database::connect, Clock.systemUTC(), seed, Optional.empty());
        shop.runUntil(shop.now().plusDays(DAYS_BEFORE));
    }

    @Override
    public void start() {
        resting = false;
        running = CompletableFuture.runAsync(this::trade);
    }

    private void trade() {
        try {
            while (!resting) {
                move();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void move() throws SQLException {
        shop.runUntil(shop.now().plusHours(random.nextInt(LONGEST_HOURS)));
        switch (random.nextInt(3)) {
            case 0 -> shop.sell();
            case 1 -> shop.buy();
            default -> shop.moveDelivery();
        }
        ShopFault fault = FAULTS[random.nextInt(FAULTS.length)];
        shop.strike(fault);
        struck.merge(fault, 1, Integer::sum);
        if (random.nextBoolean()) {
            shop.mend(fault);
        }
    }

    @Override
    public void rest() throws SQLException {
        resting = true;
        running.join();
        for (ShopFault fault : FAULTS) {
            shop.mend(fault);
        }
        shop.settle();
    }

    @Override
    public String made() {
        return "trade until %s, and %s".formatted(shop.now(), struck);
    }

    @Override
    public void close() throws SQLException {
        resting = true;
        running.exceptionally(failure -> null).join();
        shop.close();
    }
}
