package io.freshet.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.faultinjection.faults.Fault;
import io.freshet.faultinjection.soak.RandomWriters;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.oracle.OracleVerdict;
import io.freshet.testkit.oracle.SurveyOracle;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever breaks under load, nothing is lost or counted twice when it is mended. */
@Tag("slow")
class InjectedFaultsTest {

    private static final Duration BACK = Duration.ofSeconds(90);
    private static final Duration BROKEN = Duration.ofMillis(1_500);
    private static final long SEED = 20_180_401;
    private static Installation system;
    private static SurveyOracle oracle;

    @BeforeAll
    static void start() throws Exception {
        system = SharedInstallation.withEmptySources();
        oracle = system.oracle();
        assertThat(oracle.await(BACK).explanation()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void chartsAreExactAfter(Fault fault) throws Exception {
        RandomWriters load = new RandomWriters(system.sources(), SEED);
        load.start();

        fault.strike(system, BROKEN, new Random(SEED));
        load.rest();
        OracleVerdict verdict = oracle.await(BACK);

        System.out.printf(
                "%s: exact %s, %.1f s after the last commit%n",
                fault, verdict.exact(), verdict.after().toMillis() / 1e3);
        assertThat(verdict.explanation()).isEmpty();
    }
}
