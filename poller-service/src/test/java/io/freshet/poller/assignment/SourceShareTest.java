package io.freshet.poller.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.warehouse.Leases;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every source has one owner, soon after whatever happens, and never two. */
class SourceShareTest {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofMillis(50);

    /** How long the documents say that a lease lasts, so that nobody lengthens it unnoticed. */
    private static final Duration AS_PROMISED = Duration.ofSeconds(6);

    private static final Duration TAKEN_OVER = Leases.SILENCE.plus(ROUND).plus(TURN);

    private final SimulatedPollers pollers = new SimulatedPollers(5);

    @Test
    void onePollerTakesAllAtOnce() {
        pollers.start("a");

        assertThat(pollers.untilAllAreTailed(ROUND)).isLessThan(TURN);
        pollers.pass(Duration.ofMinutes(5));
        assertThat(pollers.tailed("a")).containsExactly(1, 2, 3, 4, 5);
        assertThat(pollers.starts()).as("leases are renewed, and not taken again").isEqualTo(5);
    }

    @Test
    void twoShareThem() {
        pollers.start("a");
        pollers.pass(ROUND);

        pollers.start("b");
        pollers.pass(ROUND.multipliedBy(3));

        assertThat(pollers.tailed("a")).hasSize(3);
        assertThat(pollers.tailed("b")).hasSize(2);
        pollers.pass(Duration.ofMinutes(1));
        assertThat(pollers.starts()).as("and each keeps its own").isEqualTo(7);
    }

    @Test
    void onePollerThatEndsLeavesItsSourcesAtOnce() {
        SimulatedPollers.One first = pollers.start("a");
        pollers.start("b");
        pollers.pass(Duration.ofSeconds(10));
        assertThat(pollers.tailed("a")).isNotEmpty();

        Future<Void> ended = first.end();
        pollers.pass(Duration.ofMillis(10));

        assertThat(ended.succeeded()).isTrue();
        assertThat(pollers.tailed("a")).isEmpty();
        assertThat(pollers.untilAllAreTailed(ROUND)).isLessThanOrEqualTo(ROUND);
        pollers.pass(Duration.ofMinutes(1));
        assertThat(pollers.tailed("b")).hasSize(5);
    }

    @Test
    void itEndsAlsoInTheMiddleOfARound() {
        SimulatedPollers.One poller = pollers.start("a");
        pollers.pass(ROUND);
        poller.warehouse().delay(300);
        pollers.pass(ROUND);
        pollers.pass(Duration.ofMillis(500));

        poller.end();
        pollers.pass(Duration.ofMinutes(1));

        assertThat(pollers.tailed("a")).isEmpty();
    }

    @Test
    void anotherTakesOverWhenALeaseEnds() {
        SimulatedPollers.One first = pollers.start("a");
        pollers.pass(ROUND);
        pollers.start("b");
        pollers.pass(Duration.ofSeconds(10));

        first.warehouse().hang(true);
        pollers.pass(AS_PROMISED.minus(ROUND.multipliedBy(2)));
        assertThat(pollers.tailed("a")).as("its leases last").hasSize(3);
        pollers.pass(ROUND.multipliedBy(2).plus(TURN));

        assertThat(pollers.tailed("b")).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void anotherTakesOverSoonWhenOneIsKilled() {
        SimulatedPollers.One first = pollers.start("a");
        pollers.start("b");
        // between two rounds, so that nothing it asked is under way
        pollers.pass(Duration.ofMillis(10_500));

        first.kill();

        assertThat(pollers.untilAllAreTailed(AS_PROMISED)).isLessThan(TAKEN_OVER);
        pollers.pass(Duration.ofMinutes(1));
        assertThat(pollers.tailed("b")).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aSessionThatIsReplacedStopsNothing() {
        SimulatedPollers.One first = pollers.start("a");
        pollers.start("b");
        pollers.pass(Duration.ofSeconds(10));
        int starts = pollers.starts();

        first.warehouse().cut();
        pollers.pass(Duration.ofMinutes(1));

        assertThat(pollers.starts()).isEqualTo(starts);
    }

    @Test
    void stopsWhatItCannotRenewAndGoesOnWhereNobodyTookIt() {
        SimulatedPollers.One poller = pollers.start("a");
        pollers.pass(ROUND);

        poller.warehouse().away(true);
        pollers.pass(Leases.LIFETIME);
        assertThat(pollers.tailed("a")).isEmpty();
        poller.warehouse().away(false);

        assertThat(pollers.untilAllAreTailed(ROUND.multipliedBy(2))).isLessThan(ROUND.plus(TURN));
    }

    @Test
    void aShortAbsenceOfTheWarehouseStopsNothing() {
        SimulatedPollers.One poller = pollers.start("a");
        pollers.pass(ROUND);

        poller.warehouse().away(true);
        pollers.pass(Leases.LIFETIME.minus(ROUND.multipliedBy(2)));
        poller.warehouse().away(false);
        pollers.pass(Duration.ofMinutes(1));

        assertThat(pollers.starts()).isEqualTo(5);
        assertThat(pollers.tailed("a")).hasSize(5);
    }

    @Test
    void anAnswerThatComesTooLateIsOfNoEffect() {
        SimulatedPollers.One first = pollers.start("a");
        pollers.pass(ROUND);
        first.warehouse().delay(3_500);
        pollers.pass(Duration.ofSeconds(5));
        first.warehouse().away(true);
        pollers.start("b");

        pollers.pass(Duration.ofSeconds(30));

        assertThat(pollers.tailed("a")).isEmpty();
        assertThat(pollers.tailed("b")).hasSize(5);
    }

    @Test
    void readsAllSourcesAnewIntoAnotherWarehouse() {
        pollers.start("a");
        pollers.pass(ROUND);

        pollers.renewWarehouse("second");
        pollers.pass(ROUND.plus(TURN));

        assertThat(pollers.tailed("a")).hasSize(5);
        assertThat(pollers.starts()).isEqualTo(10);
    }

    @Test
    void registersSourcesThatTheWarehouseDoesNotKnow() {
        pollers.start("a");
        pollers.pass(ROUND);

        pollers.complete(false);
        pollers.pass(ROUND.plus(TURN));

        assertThat(pollers.isComplete()).isTrue();
        assertThat(pollers.starts()).as("the same warehouse: they go on").isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensNoSourceHasTwoOwnersAndSoonEachHasOne(long seed) {
        Random random = new Random(seed);
        SimulatedPollers.One[] all = {pollers.start("a"), pollers.start("b"), pollers.start("c")};
        for (int step = 0; step < 60; step++) {
            SimulatedPollers.One one = all[random.nextInt(all.length)];
            switch (random.nextInt(5)) {
                case 0 -> one.warehouse().away(random.nextBoolean());
                case 1 -> one.warehouse().hang(random.nextBoolean());
                case 2 -> one.warehouse().delay(1 + random.nextLong(1_500));
                case 3 -> one.warehouse().delay(1);
                default -> {}
            }
            pollers.pass(Duration.ofMillis(random.nextLong(4_000)));
        }
        for (SimulatedPollers.One one : all) {
            one.warehouse().away(false);
            one.warehouse().hang(false);
            one.warehouse().delay(1);
        }

        pollers.pass(Leases.LIFETIME.multipliedBy(2));

        for (int source = 1; source <= 5; source++) {
            assertThat(pollers.tailing(source)).isNotEmpty().isEqualTo(pollers.owner(source));
        }
        assertThat(
                        List.of(
                                pollers.tailed("a").size(),
                                pollers.tailed("b").size(),
                                pollers.tailed("c").size()))
                .as("shared evenly")
                .isSubsetOf(1, 2);
    }
}
