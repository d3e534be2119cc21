package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.commandline.CommandFailure;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures freshness from outside: from the return of COMMIT in a source to the first chart answer
 * that shows the row.
 *
 * <p>The method. One writer per source commits at instants drawn beforehand, whether or not Freshet
 * keeps up, and no sample is left out: what is committed and never shown is counted and fails the
 * run. So the distribution is free of coordinated omission. Each source's rows carry a country of
 * their own and are committed one after the other; the n-th of them is visible when the chart says
 * that its country has n rows. The chart is asked every two milliseconds with the entity tag of the
 * last answer, so the numbers include a mean of one millisecond and a round trip of waiting for the
 * next question. Between commit and answer lie three points seen from outside as well: when the
 * poller's read began (it says so in the event), when the event arrived in a queue beside the
 * aggregator's, and when the aggregator's notification arrived, which is when its transaction is
 * visible. An observation that comes later than the answer that shows the row is late itself: it is
 * taken as no later than that answer, and counted. All run on one machine, as does everything
 * measured, and share its processors.
 */
public final class FreshnessRun {

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final FreshnessPlan plan;
    private final BenchmarkReport report;

    /** A run that tells {@code report} of its progress. */
    public FreshnessRun(FreshnessPlan plan, BenchmarkReport report) {
        this.plan = plan;
        this.report = report;
    }

    /** Does it; blocks for as long as planned and some more. */
    FreshnessResult run() throws IOException, InterruptedException {
        report.progress("making %d sources".formatted(plan.sources()));
        try (BenchmarkHarness harness = BenchmarkHarness.create(plan.sources())) {
            return runOn(harness);
        }
    }

    /** Does it on empty sources that were made before. */
    public FreshnessResult runOn(BenchmarkHarness harness)
            throws IOException, InterruptedException {
        report.progress("starting Freshet");
        Map<String, SourceLog> byName = new LinkedHashMap<>();
        for (BenchSource source : harness.sources()) {
            byName.put(source.name(), new SourceLog(source));
        }
        try (BusTap tap = BusTap.open(harness.bus(), byName)) {
            FreshetProcess freshet = harness.startFreshet(plan.poll(), plan.javaOptions());
            freshet.awaitLive(plan.sources());
            FreshnessResult outcome = measure(harness, freshet, byName);
            require(tap.failure(), "reading events from the bus", freshet);
            return outcome;
        }
    }

    private FreshnessResult measure(
            BenchmarkHarness harness, FreshetProcess freshet, Map<String, SourceLog> byName)
            throws IOException, InterruptedException {
        Map<String, SourceLog> byCountry =
                byName.values().stream()
                        .collect(Collectors.toMap(log -> log.source().country(), log -> log));
        AppliedTap applied = new AppliedTap(harness.warehouse(), byName);
        ChartProber prober =
                new ChartProber(freshet.port().number(), harness.kind().chart(), byCountry);
        Thread listening = started(applied, "applied");
        Thread asking = started(prober, "prober");

        Listeners listeners = Listeners.open(freshet.port().number(), plan.audience().listeners());
        Visitors visitors = Visitors.start(freshet.port().number(), plan.audience().requests());
        long begin = System.nanoTime();
        Writers writers =
                Writers.start(
                        byName.values(),
                        harness.kind(),
                        plan.commits(),
                        plan.rowsPerCommit(),
                        plan.warmUp(),
                        plan.measured());
        report.progress("warming up for %d s".formatted(plan.warmUp().toSeconds()));
        writers.awaitMeasuring();
        report.progress("measuring for %d s".formatted(plan.measured().toSeconds()));
        ProcessCost freshetBefore = ProcessCost.of(freshet.pid());
        ProcessCost selfBefore = ProcessCost.of(ProcessHandle.current().pid());
        writers.awaitEnd();
        ProcessCost freshetAfter = ProcessCost.of(freshet.pid());
        ProcessCost selfAfter = ProcessCost.of(ProcessHandle.current().pid());
        Writers.settle(byName.values(), SETTLE_LIMIT);
        AudienceResult attention =
                new AudienceResult(listeners.close(), visitors.close(), System.nanoTime() - begin);
        prober.end();
        applied.end();
        asking.join();
        listening.join();
        require(applied.failure(), "listening to notifications", freshet);
        require(prober.failure(), "asking the chart", freshet);

        Stages stages = new Stages();
        byName.values().forEach(log -> stages.add(log, writers.measuredFrom()));
        return new FreshnessResult(
                stages,
                freshetAfter.coresSince(freshetBefore),
                freshetAfter.most(),
                selfAfter.coresSince(selfBefore),
                prober.asked() / ((System.nanoTime() - begin) / 1e9),
                harness.differences(),
                plan.audience(),
                attention);
    }

    private static Thread started(Runnable work, String name) {
        Thread thread = new Thread(work, "bench " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void require(Exception failure, String what, FreshetProcess freshet) {
        if (failure != null) {
            throw new CommandFailure(
                    "%s failed: %s. Freshet wrote:%n%s".formatted(what, failure, freshet.output()),
                    failure);
        }
    }
}
