package io.freshet.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.faultinjection.faults.Fault;
import io.freshet.faultinjection.history.Kind;
import io.freshet.faultinjection.history.Move;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.history.Writer;
import io.freshet.faultinjection.soak.RandomWriters;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.oracle.OracleVerdict;
import io.freshet.testkit.oracle.SurveyOracle;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever breaks under load, nothing is lost or counted twice when it is mended. */
@Tag("slow")
class InjectedFaultsTest {

    /** How soon it must be is for the soak to say, which has the machine to itself. */
    private static final Duration BACK = Duration.ofSeconds(90);

    private static final Duration BROKEN = Duration.ofMillis(1_500);
    private static final long SEED = 20_180_401;
    private static Installation system;
    private static SurveyOracle oracle;
    private static boolean recovers = true;

    @BeforeAll
    static void start() throws Exception {
        system = SharedInstallation.withEmptySources();
        oracle = system.oracle();
        assertThat(oracle.await(BACK).explanation()).isEmpty();
    }

    /** A fault that a test found no way out of does not fail those after it. */
    @BeforeEach
    void beginExact() throws Exception {
        if (!recovers) {
            system = SharedInstallation.anew();
            oracle = system.oracle();
            assertThat(oracle.await(BACK).explanation()).as("before").isEmpty();
        }
        recovers = false;
    }

    /** Those that lose what was confirmed befall a system whose writers went silent, see below. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "KILL_BROKER",
                "PURGE_QUEUES",
                "DELETE_EXCHANGES_WITHOUT_AGGREGATOR",
                "DELETE_EXCHANGES",
                "UNBIND_QUEUES",
                "KILL_LAKE",
                "KILL_LAKE_IN_COMMIT",
                "FREEZE_LAKE"
            })
    void chartsAreExactAfter(Fault fault) throws Exception {
        assumeTrue(fault.isPossible(system), "no gcc was found");
        RandomWriters load = new RandomWriters(system.sources(), SEED);
        load.start();

        fault.strike(system, BROKEN, new Random(SEED));
        load.rest();

        assertExact(fault, "under load");
    }

    /** Nothing is written afterwards that would tell of what was lost. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "KILL_BROKER",
                "PURGE_QUEUES",
                "DELETE_EXCHANGES_WITHOUT_AGGREGATOR",
                "DELETE_EXCHANGES",
                "UNBIND_QUEUES"
            })
    void chartsAreExactAfterWritersWentSilentDuring(Fault fault) throws Exception {
        RandomWriters load = new RandomWriters(system.sources(), SEED + 1);
        load.start();
        fault.last(BROKEN);

        Fault.Mending mending = fault.strike(system, new Random(SEED + 1));
        fault.last(BROKEN);
        load.rest();
        mending.mend();

        assertExact(fault, "and silence");
    }

    @ParameterizedTest
    @CsvSource({"DAMAGE_SUMMARY, 5", "DAMAGE_LEDGER, 5", "DROP_WAREHOUSE, 1", "DROP_SCHEMA, 1"})
    void chartsAreExactAfterItBefellASystemAtRest(Fault fault, int times) throws Exception {
        for (SourceUnderTest source : system.sources()) {
            new Writer(source).make(new Move(Kind.INSERT, 1, 50));
        }
        assertExact(fault, "before");

        Random random = new Random(SEED);
        for (int i = 0; i < times; i++) {
            fault.strike(system, random).mend();
        }

        assertExact(fault, "at rest");
    }

    @Test
    void hiddenRowsAreStillShown() throws Exception {
        for (SourceUnderTest source : system.sources()) {
            new Writer(source).make(new Move(Kind.INSERT, 1, 50));
        }
        assertExact(Fault.HIDE_ROWS, "before");

        Fault.Mending mending = Fault.HIDE_ROWS.strike(system, new Random(SEED));
        Fault.HIDE_ROWS.last(BROKEN);

        assertThat(oracle.awaitFigures(BACK).explanation()).as("while they are hidden").isEmpty();
        mending.mend();
        assertExact(Fault.HIDE_ROWS, "and mended");
    }

    private static void assertExact(Fault fault, String when) throws Exception {
        OracleVerdict verdict = oracle.await(BACK);
        System.out.printf(
                "%s %s: exact %s, %.1f s after its end; lost %d, doubled %d%n",
                fault,
                when,
                verdict.exact(),
                verdict.after().toMillis() / 1e3,
                verdict.lost(),
                verdict.doubled());
        recovers = verdict.exact();
        assertThat(verdict.explanation()).isEmpty();
        assertThat(verdict.lost()).as("lost").isZero();
        assertThat(verdict.doubled()).as("doubled").isZero();
    }
}
