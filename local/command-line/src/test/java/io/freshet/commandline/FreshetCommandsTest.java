package io.freshet.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.commandline.bench.FreshnessOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshetCommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<DemoOptions> demo = new AtomicReference<>();
    private final AtomicReference<FreshnessOptions> freshness = new AtomicReference<>();
    private final FreshetCommands commands =
            new FreshetCommands(
                            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                    .on(DemoOptions.class, options -> taken(demo, options))
                    .on(FreshnessOptions.class, options -> taken(freshness, options))
                    .on(UpOptions.class, options -> fail(new CommandFailure("it is too late")))
                    .on(CheckOptions.class, options -> fail(new UsageException("not like that")));

    private static <T> int taken(AtomicReference<T> place, T options) {
        place.set(options);
        return 0;
    }

    private static int fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void givesACommandItsOptions() {
        assertThat(run("demo --rate 12.5 --countries ALB,ARG --port=9090 --fresh --for 1.5"))
                .isZero();

        assertThat(demo.get().rate()).isEqualTo(12.5);
        assertThat(demo.get().countries()).isEqualTo(List.of("ALB", "ARG"));
        assertThat(demo.get().responses()).isEmpty();
        assertThat(demo.get().port()).isEqualTo(9_090);
        assertThat(demo.get().fresh()).isTrue();
        assertThat(demo.get().limit()).contains(Duration.ofMillis(1_500));
    }

    @Test
    void givesACommandItsDefaults() {
        assertThat(run("demo")).isZero();

        assertThat(demo.get().rate()).isEqualTo(50);
        assertThat(demo.get().countries()).isEmpty();
        assertThat(demo.get().port()).isEqualTo(8_080);
        assertThat(demo.get().fresh()).isFalse();
        assertThat(demo.get().limit()).isEmpty();
    }

    @Test
    void tellsABenchmarkWhatWasTypedWithoutWhereTheReportGoes() {
        assertThat(run("bench freshness --poll 20ms --markdown r.md --heap 700 --rate 9")).isZero();

        assertThat(freshness.get().typed()).isEqualTo("freshness --poll 20ms --heap 700 --rate 9");
        assertThat(freshness.get().markdown()).contains(Path.of("r.md"));
        assertThat(freshness.get().java()).containsExactly("-Xmx700m");
        assertThat(freshness.get().poll()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void endsWithTwoAndTheHelpWhereNothingIsAsked() {
        assertThat(new FreshetCommands(System.out, new PrintStream(err, true, UTF_8)).execute())
                .isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("Usage: ./freshet", "demo", "Exit status:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demmo", "demo --raet 1", "demo --port 0", "check", "check -c f"})
    void endsWithTwoWhereItCouldNotBeAskedSo(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("freshet: ").hasLineCount(1);
        assertThat(demo.get()).isNull();
    }

    @Test
    void endsWithOneAndTheMessageOfAFailure() {
        assertThat(run("up -c f")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("freshet: it is too late%n".formatted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench freshness --help",
                "bench freshness -h",
                "help bench freshness",
                "bench freshness --poll 20ms --help"
            })
    void answersHelpWithoutRunningAnything(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "Usage: ./freshet bench freshness", "--poll", "Exit status:", "Examples:");
        assertThat(freshness.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "demo --version"})
    void answersItsVersion(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString(UTF_8)).matches("freshet \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completesInEveryShell(String shell) {
        assertThat(run("completion " + shell)).isZero();
        assertThat(out.toString(UTF_8)).contains("freshet", "dead-letters", "countries");
    }

    private int run(String line) {
        return commands.execute(line.split(" "));
    }
}
