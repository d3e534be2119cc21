package io.freshet.faultinjection.soak;

import io.freshet.commandline.FreshetCommands;
import io.freshet.commandline.SoakOptions;
import io.freshet.faultinjection.faults.Fault;
import io.freshet.faultinjection.history.Histories;
import io.freshet.faultinjection.history.Move;
import io.freshet.faultinjection.history.Writer;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.oracle.OracleVerdict;
import io.freshet.testkit.oracle.SurveyOracle;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code ./freshet soak}: lets random writers work while services, servers and networks break, and
 * again and again compares what is held and shown with SQL over the sources at rest. Ends with the
 * rows lost, the effects doubled and the comparisons that were exact later than promised; exit
 * status 0 where all are 0.
 */
public final class Soak {

    private static final Duration BACK = Duration.ofSeconds(90);
    private static final List<String> SOURCES = List.of("aaa", "bbb", "ccc");
    private static final List<Promise> PROMISES = List.of(Promise.values());

    private Soak() {}

    /** Runs a soak; exits with 0 where nothing was lost or doubled. */
    public static void main(String... arguments) {
        System.exit(new FreshetCommands().on(SoakOptions.class, Soak::run).execute(arguments));
    }

    private static int run(SoakOptions options)
            throws SQLException, InterruptedException, IOException {
        if (options.breaksShop() && options.history().isEmpty()) {
            return ShopSoak.run(options, seed(options)) ? 0 : 1;
        }
        try (Installation system =
                Installation.start(SOURCES, options.history().isPresent() ? 1 : 2)) {
            boolean well =
                    options.history().isPresent()
                            ? repeat(system, options.history().getAsLong())
                            : run(options, system, seed(options));
            return well ? 0 : 1;
        }
    }

    private static long seed(SoakOptions options) {
        return options.seed().orElseGet(() -> System.nanoTime() & 0xffffff);
    }

    private static boolean repeat(Installation system, long seed)
            throws SQLException, InterruptedException {
        List<Move> moves = Histories.whole(seed);
        Writer writer = new Writer(system.sources().get(0));
        for (Move move : moves) {
            System.out.println(move);
            writer.make(move);
        }
        writer.settle((int) (seed & 3));
        OracleVerdict verdict = system.oracle().await(BACK);
        System.out.println(verdict);
        return verdict.exact();
    }

    private static boolean run(SoakOptions options, Installation system, long seed)
            throws SQLException, InterruptedException, IOException {
        introduce(options, system, seed, "two pollers, aggregator, chart API");
        SurveyOracle oracle = system.oracle();
        Random random = new Random(seed);
        RandomWriters load = new RandomWriters(system.sources(), seed);
        Rounds rounds = new Rounds(system, load, random, options.longestFault());
        SoakFindings findings = new SoakFindings(BACK);
        findings.afterFaults(oracle.await(BACK), List.of());
        long end = System.nanoTime() + options.length().toNanos();
        while (System.nanoTime() < end) {
            List<Fault> round = rounds.next();
            findings.afterFaults(oracle.await(BACK), round);
            Promise promise = PROMISES.get(findings.comparisons() / 2 % PROMISES.size());
            system.anySource(random).alter(promise.statement());
            findings.after(promise.what(), promise.limit(), oracle.await(BACK));
        }
        conclude(seed, load, rounds);
        findings.report();
        return findings.areNone();
    }

    /** Prints what is going to be done, and to what. */
    static void introduce(SoakOptions options, Installation system, long seed, String services) {
        System.out.printf(
                "Soak for %d minutes, seed %d, faults of up to %d s: %s;"
                        + " %s; Postgres for sources and warehouse%n",
                options.length().toMinutes(),
                seed,
                options.longestFault().toSeconds(),
                services,
                system.broker().description());
    }

    /** Prints what was done. */
    static void conclude(long seed, Load load, Rounds rounds) {
        Map<Fault, Integer> struck = rounds.struck();
        System.out.printf("%nSeed %d. Moves that changed something: %s%n", seed, load.made());
        System.out.printf(
                "Faults: %d, %s%n%n",
                struck.values().stream().mapToInt(Integer::intValue).sum(), struck);
    }
}
