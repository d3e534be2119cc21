package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases in a real warehouse. Time is let pass by moving what it notes into the past. */
class WarehouseLeasesTest implements LeasesContract {

    private static HeldWarehouse warehouse;

    @BeforeAll
    static void makeSources() {
        warehouse = new HeldWarehouse();
        for (int id = 1; id <= 3; id++) {
            warehouse.database.execute(
                    "insert into freshet.source (id, name, pipeline, attributes)"
                            + " overriding system value values (%d, 'source %1$d', 'pisa', '{}')"
                                    .formatted(id)
                            + " on conflict do nothing",
                    "insert into freshet.source_lease (source_id) values (%d)".formatted(id));
        }
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @BeforeEach
    void freeAll() {
        warehouse.database.execute(
                "update freshet.source_lease set owner = null, expires_at = '-infinity', fence = 0",
                "update freshet.applied set fence = 0",
                "delete from freshet.poller");
    }

    @Override
    public Leases poller() {
        return warehouse.leases();
    }

    @Override
    public OwnedSource source(int id) {
        return OwnedSources.of(id);
    }

    @Override
    public void pass(Duration duration) {
        String interval = "interval '%d milliseconds'".formatted(duration.toMillis());
        warehouse.database.execute(
                "update freshet.source_lease set expires_at = expires_at - " + interval,
                "update freshet.poller set seen_at = seen_at - " + interval);
    }

    @Override
    public <T> T await(Future<T> future) {
        return HeldWarehouse.await(future);
    }

    @Test
    void aFenceIsAboveWhatWasAppliedAlsoWhereLeasesWereLost() {
        Leases poller = poller();
        await(poller.take(List.of(1), 1));
        long ahead = await(poller.nextFence(source(1))) + Duration.ofDays(400).toMillis();

        warehouse.database.execute(
                "update freshet.source_lease set fence = 0",
                "update freshet.applied set fence = %d where source_id = 1".formatted(ahead));

        assertThat(await(poller.nextFence(source(1)))).isEqualTo(ahead + 1);
    }

    @Test
    void aFenceOfAWarehouseMadeAnewIsAboveThoseOfTheOneBefore() {
        Leases poller = poller();
        await(poller.take(List.of(1), 1));
        long before = await(poller.nextFence(source(1)));

        warehouse.database.execute("update freshet.source_lease set fence = 0");

        assertThat(await(poller.nextFence(source(1)))).isGreaterThan(before);
    }
}
