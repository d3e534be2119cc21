package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.hostile.NormalLoad.Experience;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.HostileOptions;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code bench hostile}: each attack for a while beside a normal load, on a Freshet whose data
 * changes all the time; what the others notice, what Freshet takes, and what remains afterwards.
 */
public final class HostileCommand {

    /** What answers to others may take at the 99th percentile. */
    private static final int P99_MILLIS = 50;

    /**
     * What may be left of descriptors and of the heap: what other work has of them at an instant.
     */
    private static final long DESCRIPTORS_LEFT = 16;

    private static final long HEAP_LEFT = 48L << 20;
    private static final int SOURCES = 20;
    private static final int ROWS = 500;
    private static final Duration GOES_WITHIN = Duration.ofSeconds(75);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final HostileOptions options;
    private final BenchmarkReport report;
    private final FreshetProcess freshet;
    private final NormalLoad load;
    private final HttpLine operators;
    private final Table noticed =
            Table.of(
                    "attack",
                    "answers",
                    "p50 ms",
                    "p99 ms",
                    "max ms",
                    "newcomers p99 ms",
                    "failed");
    private final Table taken =
            Table.of(
                    "attack",
                    "heap MiB, most",
                    "heap MiB, left",
                    "descriptors, most",
                    "descriptors, left",
                    "gone after s");
    private final Table refused = Table.of("attack", "refused, by status", "seen by the attackers");
    private final List<String> broken = new ArrayList<>();

    private HostileCommand(
            HostileOptions options,
            BenchmarkReport report,
            FreshetProcess freshet,
            NormalLoad load,
            HttpLine operators) {
        this.options = options;
        this.report = report;
        this.freshet = freshet;
        this.load = load;
        this.operators = operators;
    }

    /** Measures and reports; 1 where others noticed too much or something remained. */
    public static int run(HostileOptions options) throws IOException, InterruptedException {
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Hostile clients: %,.0f requests/s beside".formatted(options.rate()),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(1)) {
            BenchSource first = harness.sources().get(0);
            harness.share(SOURCES);
            first.fill(ROWS);
            FreshetProcess freshet = harness.startFreshet(Duration.ofMillis(100), options.java());
            freshet.awaitLive(SOURCES);
            try (Trickle trickle = Trickle.start(harness.sources());
                    HttpLine operators = new HttpLine(freshet.management().number());
                    NormalLoad load = NormalLoad.start(freshet.port().number(), options.rate())) {
                HostileCommand command =
                        new HostileCommand(options, report, freshet, load, operators);
                command.run(harness.sources());
                trickle.check();
                return command.broken.isEmpty() ? 0 : 1;
            }
        }
    }

    private void run(List<BenchSource> sources) throws IOException, InterruptedException {
        Duration time = options.measured();
        report.progress("warming up");
        sleep(time.compareTo(WARM_UP) < 0 ? time : WARM_UP);
        load.sinceLast();
        report.progress("nothing hostile");
        sleep(time);
        notice("nothing", load.sinceLast());
        List<String> codes = sources.stream().map(BenchSource::country).toList();
        for (Attack attack : Attack.all(codes)) {
            if (options.attacks().isEmpty() || options.attacks().contains(attack.name())) {
                report.progress("%s: %s".formatted(attack.name(), attack.meaning()));
                attack(attack);
            }
        }
        report.table(noticed);
        report.table(taken);
        report.table(refused);
        report.paragraph(
                broken.isEmpty()
                        ? "Nothing was noticed by others, and nothing remained."
                        : String.join("\n", broken));
        report.writeTo(options.markdown());
    }

    private void attack(Attack attack) throws IOException, InterruptedException {
        long heap = heapLeft();
        ServerGauges before = ServerGauges.read(operators);
        load.sinceLast();
        Experience experience;
        Assault.Seen seen;
        ServerWatch watch = ServerWatch.start(freshet.management().number());
        try (watch;
                Assault assault = Assault.begin(attack.tactics(), freshet.port().number())) {
            sleep(options.measured());
            experience = load.sinceLast();
            seen = assault.end();
        }
        long ended = System.nanoTime();
        ServerGauges after = awaitGone(before);
        double gone = (System.nanoTime() - ended) / 1e9;
        long left = heapLeft();
        notice(attack.name(), experience);
        if (after.descriptors() > before.descriptors() + DESCRIPTORS_LEFT
                || left > heap + HEAP_LEFT) {
            broken.add(attack.name() + ": something remains.");
        }
        taken.row(
                attack.name(),
                mebibytes(watch.heap()),
                "%s → %s".formatted(mebibytes(heap), mebibytes(left)),
                "%,d".formatted(watch.descriptors()),
                "%,d → %,d".formatted(before.descriptors(), after.descriptors()),
                String.format(Locale.ROOT, "%.1f", gone));
        refused.row(attack.name(), text(after.refusedSince(before)), seen.text());
    }

    private void notice(String what, Experience experience) {
        Distribution answers = experience.answers();
        noticed.row(
                what,
                "%,d".formatted(answers.count()),
                millis(answers, 50),
                millis(answers, 99),
                millis(answers, 100),
                millis(experience.newcomers(), 99),
                "%,d".formatted(experience.failures()));
        if (experience.failures() > 0) {
            broken.add(what + ": others had no answers, or wrong answers.");
        }
        if (answers.millis(99) > P99_MILLIS) {
            broken.add("%s: others waited longer than %d ms.".formatted(what, P99_MILLIS));
        }
    }

    private ServerGauges awaitGone(ServerGauges before) throws IOException, InterruptedException {
        long until = System.nanoTime() + GOES_WITHIN.toNanos();
        ServerGauges now = ServerGauges.read(operators);
        while (now.descriptors() > before.descriptors() + DESCRIPTORS_LEFT
                && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = ServerGauges.read(operators);
        }
        return now;
    }

    /** What is in use after a collection, in bytes. */
    private long heapLeft() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(freshet.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start()
                .waitFor();
        return ServerGauges.read(operators).heap();
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static String text(Map<String, Long> refusals) {
        return refusals.isEmpty()
                ? "none"
                : refusals.entrySet().stream()
                        .map(refusal -> "%s × %,d".formatted(refusal.getKey(), refusal.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String mebibytes(long bytes) {
        return Long.toString(bytes >> 20);
    }

    private static String millis(Distribution answers, double percentile) {
        return String.format(Locale.ROOT, "%.1f", answers.millis(percentile));
    }
}
