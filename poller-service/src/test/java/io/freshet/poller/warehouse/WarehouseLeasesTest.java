package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases in a real warehouse. Time is let pass by moving what it notes into the past. */
class WarehouseLeasesTest implements LeasesContract {

    private static HeldWarehouse warehouse;

    private final Map<Leases, Sessions> sessions = new HashMap<>();

    /** Those of one poller with the server, which knows them by a name. */
    private record Sessions(String application, Pool pool) {}

    @BeforeAll
    static void makeSources() {
        warehouse = new HeldWarehouse();
        letTheServerGrowOld();
        for (int id = 1; id <= 3; id++) {
            warehouse.database.execute(
                    "insert into freshet.source (id, name, pipeline, attributes)"
                            + " overriding system value values (%d, 'source %1$d', 'pisa', '{}')"
                                    .formatted(id)
                            + " on conflict do nothing",
                    "insert into freshet.source_lease (source_id) values (%d)".formatted(id));
        }
    }

    /** Nothing is noted as of before the server was started, which tells nothing of sessions. */
    private static void letTheServerGrowOld() {
        warehouse.database.execute(
                "select pg_sleep(extract(epoch from pg_postmaster_start_time() + interval '10 s'"
                        + " - clock_timestamp()))");
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

    @AfterEach
    void endSessions() {
        sessions.values().forEach(of -> await(of.pool().close()));
    }

    @Override
    public Leases poller() {
        String application = "poller " + sessions.size();
        Pool pool = warehouse.pool(application);
        Leases leases = warehouse.leases(pool);
        sessions.put(leases, new Sessions(application, pool));
        return leases;
    }

    @Override
    public void cut(Leases poller) {
        Sessions cut = sessions.get(poller);
        warehouse.database.execute(
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where application_name = '%s'".formatted(cut.application()));
        // soon, as time passes for leases meanwhile
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> cut.pool().size() == 0);
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
    void aServerThatWasStartedSinceTellsNothingOfSessions() {
        Leases one = poller();
        Leases other = poller();
        await(one.alive());
        await(one.take(List.of(1), 1));

        cut(one);
        warehouse.database.execute(
                "update freshet.poller set seen_at = pg_postmaster_start_time() - interval '1 s'");

        assertThat(await(other.take(List.of(1), 1))).isEmpty();
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
