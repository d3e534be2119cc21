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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./freshet soak}: lets random writers work while services, servers and networks break, and
 * again and again compares the charts with SQL over the sources at rest. Ends with the rows lost,
 * the effects doubled and the comparisons that were exact later than promised; exit status 0 where
 * all are 0.
 */
public final class Soak {

    private static final Duration BACK = Duration.ofSeconds(90);
    private static final List<String> SOURCES = List.of("aaa", "bbb", "ccc");
    private static final List<Promise> PROMISES = List.of(Promise.values());
    private static final int LONGEST_CALM_MILLIS = 6_000;

    private final Random random;
    private final Duration length;
    private final int longestFaultMillis;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<Duration, Waits> afterFaults = new TreeMap<>();
    private final Map<Promise, Waits> promises = new EnumMap<>(Promise.class);
    private int comparisons;
    private long lost;
    private long doubled;
    private long rows;
    private int failures;

    private Soak(SoakOptions options, long seed) {
        this.random = new Random(seed);
        this.length = options.length();
        this.longestFaultMillis = (int) options.longestFault().toMillis();
    }

    /** Runs a soak; exits with 0 where nothing was lost or doubled. */
    public static void main(String... arguments) {
        System.exit(new FreshetCommands().on(SoakOptions.class, Soak::run).execute(arguments));
    }

    private static int run(SoakOptions options)
            throws SQLException, InterruptedException, IOException {
        long seed = options.seed().orElseGet(() -> System.nanoTime() & 0xffffff);
        try (Installation system =
                Installation.start(SOURCES, options.history().isPresent() ? 1 : 2)) {
            boolean well =
                    options.history().isPresent()
                            ? repeat(system, options.history().getAsLong())
                            : new Soak(options, seed).run(system, seed);
            return well ? 0 : 1;
        }
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

    private boolean run(Installation system, long seed)
            throws SQLException, InterruptedException, IOException {
        System.out.printf(
                "Soak for %d minutes, seed %d, faults of up to %d s: two pollers, aggregator, chart API;"
                        + " %s; Postgres for sources and warehouse%n",
                length.toMinutes(),
                seed,
                longestFaultMillis / 1_000,
                system.broker().description());
        SurveyOracle oracle = system.oracle();
        RandomWriters load = new RandomWriters(system.sources(), seed);
        note(oracle.await(BACK), List.of());
        long end = System.nanoTime() + length.toNanos();
        List<Fault> deck = new ArrayList<>();
        while (System.nanoTime() < end) {
            List<Fault> round = round(system, load, deck);
            note(oracle.await(BACK), round);
            tryPromise(system, oracle);
        }
        report(load, seed);
        return lost == 0 && doubled == 0 && failures == 0 && late() == 0;
    }

    /** Writers work while things break; once in three times they rest before the last is mended. */
    private List<Fault> round(Installation system, RandomWriters load, List<Fault> deck)
            throws SQLException, InterruptedException, IOException {
        List<Fault> round = new ArrayList<>();
        load.start();
        int strikes = 1 + random.nextInt(4);
        boolean silence = random.nextInt(3) == 0;
        for (int i = 1; i <= strikes; i++) {
            if (deck.isEmpty()) {
                deck.addAll(Stream.of(Fault.values()).filter(Fault::isPossible).toList());
                Collections.shuffle(deck, random);
            }
            Fault fault = deck.remove(deck.size() - 1);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_CALM_MILLIS));
            Fault.Mending mending = fault.strike(system, random);
            fault.last(Duration.ofMillis(random.nextInt(longestFaultMillis)));
            if (i == strikes && silence) {
                load.rest();
            }
            mending.mend();
            struck.merge(fault, 1, Integer::sum);
            round.add(fault);
        }
        load.rest();
        return round;
    }

    private void note(OracleVerdict verdict, List<Fault> round) {
        Duration limit =
                round.stream().map(Fault::limit).max(Comparator.naturalOrder()).orElse(BACK);
        afterFaults.computeIfAbsent(limit, l -> new Waits(what(l), l)).add(verdict.after());
        judge(verdict, round);
    }

    private static String what(Duration limit) {
        return limit.compareTo(BACK) < 0
                ? "faults of networks, clocks and administrators"
                : "faults that services or servers start again after, also beside others";
    }

    /** One change in a source at rest, of each kind in turn. */
    private void tryPromise(Installation system, SurveyOracle oracle)
            throws SQLException, InterruptedException {
        Promise promise = PROMISES.get(comparisons / 2 % PROMISES.size());
        system.anySource(random).alter(promise.statement());
        OracleVerdict verdict = oracle.await(BACK);
        promises.computeIfAbsent(promise, p -> new Waits(p.what(), p.limit())).add(verdict.after());
        judge(verdict, promise);
    }

    private void judge(OracleVerdict verdict, Object after) {
        comparisons++;
        rows = verdict.rows();
        System.out.printf(
                "%s after %.1f s, %,d rows; %s%n",
                verdict.exact() ? "exact" : "NOT EXACT",
                verdict.after().toMillis() / 1e3,
                verdict.rows(),
                after);
        if (!verdict.exact()) {
            failures++;
            lost += verdict.lost();
            doubled += verdict.doubled();
            System.out.println(verdict.explanation());
        }
    }

    private long late() {
        return allWaits().mapToLong(Waits::late).sum();
    }

    private Stream<Waits> allWaits() {
        return Stream.concat(afterFaults.values().stream(), promises.values().stream());
    }

    private void report(RandomWriters load, long seed) {
        System.out.printf("%nSeed %d. Moves that changed something: %s%n", seed, load.made());
        System.out.printf(
                "Faults: %d, %s%n%n",
                struck.values().stream().mapToInt(Integer::intValue).sum(), struck);
        System.out.println(Waits.heads());
        allWaits().map(Waits::row).forEach(System.out::println);
        System.out.printf(
                "%nComparisons at rest: %d, exact %d; rows at the end %,d%n",
                comparisons, comparisons - failures, rows);
        System.out.printf(
                "rows lost %d, effects doubled %d, later than promised %d%n",
                lost, doubled, late());
    }
}
