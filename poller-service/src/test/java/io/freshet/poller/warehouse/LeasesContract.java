package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of leases wherever they are kept: sources 1, 2 and 3 exist, and nobody owns them. */
interface LeasesContract {

    /** Enough to be sure on which side of an end one is. */
    Duration MOMENT = Duration.ofMillis(500);

    /** The leases as one more poller sees them. */
    Leases poller();

    /** A source. */
    OwnedSource source(int id);

    /** The session of a poller ends, and it does not notice. */
    void cut(Leases poller);

    /** Lets time pass for the leases. */
    void pass(Duration duration);

    /** The outcome; throws what it fails with. */
    <T> T await(Future<T> future);

    @Test
    default void aFreeSourceIsTakenOnce() {
        Leases one = poller();
        Leases other = poller();

        assertThat(await(one.take(List.of(1, 2), 5))).containsOnlyKeys(1, 2);

        assertThat(await(other.take(List.of(1, 2, 3), 5))).containsOnlyKeys(3);
        assertThat(await(one.take(List.of(1, 2, 3), 5))).isEmpty();
        assertThat(await(one.renew())).containsOnlyKeys(1, 2);
        assertThat(await(other.renew())).containsOnlyKeys(3);
    }

    @Test
    default void noMoreAreTakenThanWereAskedFor() {
        assertThat(await(poller().take(List.of(1, 2, 3), 2))).hasSize(2);
        assertThat(await(poller().take(List.of(1, 2, 3), 0))).isEmpty();
        assertThat(await(poller().take(List.of(), 3))).isEmpty();
    }

    @Test
    default void aLeaseEndsWhenItIsNotRenewed() {
        Leases one = poller();
        Leases other = poller();
        await(one.take(List.of(1), 1));

        pass(Leases.LIFETIME.minus(MOMENT));
        assertThat(await(other.take(List.of(1), 1))).isEmpty();
        pass(MOMENT.multipliedBy(2));

        assertThatThrownBy(() -> await(one.nextFence(source(1))))
                .hasRootCauseInstanceOf(LeaseLostException.class)
                .hasMessageContaining("source 1 is not owned by this poller any more");
        assertThat(await(other.take(List.of(1), 1))).containsOnlyKeys(1);
        assertThat(await(one.renew())).isEmpty();
    }

    @Test
    default void aLeaseEndsSoonWhenItsOwnerHasNoSessionAndIsSilent() {
        Leases one = poller();
        Leases other = poller();
        await(one.alive());
        await(one.take(List.of(1), 1));

        cut(one);
        pass(Leases.SILENCE.minus(MOMENT));
        assertThat(await(other.take(List.of(1), 1))).isEmpty();
        assertThat(await(other.alive())).isEqualTo(2);
        pass(MOMENT.multipliedBy(2));

        assertThat(await(other.alive())).isOne();
        assertThat(await(other.take(List.of(1), 1))).containsOnlyKeys(1);
    }

    @Test
    default void anOwnerThatHasASessionAgainKeepsItsLease() {
        Leases one = poller();
        Leases other = poller();
        await(one.alive());
        await(one.take(List.of(1), 1));

        cut(one);
        pass(Leases.SILENCE.plus(MOMENT));
        await(one.alive());

        pass(Leases.SILENCE.plus(MOMENT));
        assertThat(await(other.alive())).isEqualTo(2);
        assertThat(await(other.take(List.of(1), 1))).isEmpty();
    }

    @Test
    default void aLeaseThatIsRenewedLasts() {
        Leases one = poller();
        Leases other = poller();
        await(one.take(List.of(1), 1));

        pass(Leases.LIFETIME.minus(MOMENT));
        assertThat(await(one.renew())).containsOnlyKeys(1);
        pass(Leases.LIFETIME.minus(MOMENT));

        assertThat(await(other.take(List.of(1), 1))).isEmpty();
        assertThat(await(one.nextFence(source(1)))).isPositive();
    }

    @Test
    default void aLeaseThatIsOverIsRenewedWhereNobodyTookIt() {
        Leases one = poller();
        await(one.take(List.of(1), 1));

        pass(Leases.LIFETIME.plus(MOMENT));

        assertThat(await(one.renew())).containsOnlyKeys(1);
        assertThat(await(poller().take(List.of(1), 1))).isEmpty();
    }

    @Test
    default void whatIsGivenBackIsFreeAtOnce() {
        Leases one = poller();
        Leases other = poller();
        await(one.take(List.of(1, 2), 2));

        await(one.release(List.of(1)));

        assertThat(await(one.renew())).containsOnlyKeys(2);
        assertThat(await(other.take(List.of(1, 2), 2))).containsOnlyKeys(1);
    }

    @Test
    default void nobodyGivesBackWhatAnotherOwns() {
        Leases one = poller();
        Leases other = poller();
        await(one.take(List.of(1), 1));

        await(other.release(List.of(1, 2)));

        assertThat(await(one.renew())).containsOnlyKeys(1);
        assertThat(await(other.take(List.of(1), 1))).isEmpty();
    }

    @Test
    default void fencesGrowFromOwnerToOwner() {
        Leases one = poller();
        Leases other = poller();
        await(one.take(List.of(1), 1));
        long first = await(one.nextFence(source(1)));
        long second = await(one.nextFence(source(1)));
        assertThat(await(one.renew())).containsEntry(1, second);

        await(one.release(List.of(1)));
        assertThat(await(other.take(List.of(1), 1))).containsEntry(1, second);
        long third = await(other.nextFence(source(1)));

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
        assertThatThrownBy(() -> await(one.nextFence(source(1))))
                .hasRootCauseInstanceOf(LeaseLostException.class)
                .hasMessageContaining("source 1 is not owned by this poller any more");
    }

    @Test
    default void countsThePollersThatAreAlive() {
        Leases one = poller();
        Leases other = poller();
        assertThat(await(one.alive())).isOne();
        assertThat(await(one.alive())).isOne();
        assertThat(await(other.alive())).isEqualTo(2);

        pass(Leases.LIFETIME.minus(MOMENT));
        assertThat(await(one.alive())).isEqualTo(2);
        pass(MOMENT.multipliedBy(2));
        assertThat(await(one.alive())).isOne();

        await(other.alive());
        await(one.leave());
        assertThat(await(other.alive())).isOne();
    }
}
