package io.freshet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmarks run and report; what they measure in a few seconds says nothing. */
@Tag("smoke")
@Tag("slow")
class BenchmarksTest {

    @TempDir Path folder;

    @Test
    void freshnessIsMeasuredStageByStageWithoutLosingARow() throws Exception {
        String report =
                report("freshness --sources 2 --rate 40 --warm-up 1 --seconds 2 --poll 50ms");

        assertThat(report)
                .contains("commit → read", "applied → visible", "Commits never shown: 0.")
                .containsPattern("\\*\\*commit → visible\\*\\* +\\| +[1-9]");
    }

    @Test
    @Tag("benchmark")
    void throughputIsMeasuredWithRowsWrittenByCopy() throws Exception {
        assertThat(
                        report(
                                "throughput --sources 2 --rate 2000 --rows-per-commit 50 --warm-up 0"
                                        + " --seconds 2"))
                .contains("Commits never shown: 0.", "in the end: 0.");
    }

    @Test
    @Tag("benchmark")
    void backfillEndsWithExactCharts() throws Exception {
        assertThat(report("backfill --rows 5000 --sources 2"))
                .contains("rows per second")
                .containsPattern("differ from SQL *\\| +0 ");
    }

    @Test
    @Tag("benchmark")
    void servingIsMeasuredByTheOwnLoadGeneratorToo() throws Exception {
        assertThat(report("serving --own --charts escs --rows 200 --seconds 1 --connections 4"))
                .contains("a thread per connection", "Answers that were errors: 0.")
                .containsPattern("\\| 20,000 +\\| +[1-9]");
    }

    @Test
    @Tag("benchmark")
    void exactnessIsComparedUnderTheSameWriters() throws Exception {
        assertThat(report("exactness --seconds 2 --writers 6"))
                .containsPattern("highest id +\\| +[1-9]")
                .containsPattern("\\*\\*Freshet\\*\\* +\\| +[1-9][0-9,]* \\| +0 ");
    }

    @Test
    @Tag("benchmark")
    void idleSourcesAreAskedAFewTimesASecond() throws Exception {
        assertThat(report("source-cost --rows 1000 --seconds 2"))
                .containsPattern("\\| 1,000 +\\| +[1-9]");
    }

    @Test
    @Tag("benchmark")
    void changesOfATableAreTimed() throws Exception {
        assertThat(
                        report(
                                "changes --rows 3000 --updates 1 --gaps 100 --rate 20 --seconds 2 --view"))
                .contains("updated → shown", "committed last → shown", "→ live", "nothing shown")
                .containsPattern("differ from SQL *\\| +0 ");
    }

    @Test
    @Tag("benchmark")
    void eachKindOfTheShopsChangesIsTimed() throws Exception {
        assertThat(report("totesys --rate 50 --days 30 --seconds 8"))
                .containsPattern("\\| insert → row held +\\| +[1-9]")
                .containsPattern("\\| silent update → chart +\\| +[1-9]")
                .containsPattern("\\| delete → chart +\\| +[1-9]")
                .containsPattern("\\| changes measured, as written +\\| +[1-9]")
                .containsPattern("\\| a day of such changes, merged +\\| +[1-9]")
                .containsPattern("\\| rows and changes of rows +\\| +[1-9]")
                .containsPattern("never seen +\\| +0 ");
    }

    @Test
    @Tag("benchmark")
    void anyDefinitionIsMeasuredBesidePisas() throws Exception {
        assertThat(
                        report(
                                "any --sources 2 --rate 40 --warm-up 1 --seconds 2 --rows 3000"
                                        + " --changes 1"))
                .contains("p99 against PISA's", "Answers that were errors: 0.")
                .containsPattern("\\| filtered +\\| +[1-9]")
                .containsPattern("\\| insert, stored at the end of the heap +\\| +1 ")
                .containsPattern("\\| insert, stored elsewhere, so without any hint +\\| +1 ")
                .containsPattern("\\| delete +\\| +1 ")
                .containsPattern("differ from SQL in the end +\\| +0 \\| +0 ");
    }

    @Test
    void hostileClientsAreRefusedAndNothingRemains() throws Exception {
        // how long others wait for answers says nothing on a machine that runs other tests
        assertThat(run("hostile --seconds 2 --rate 100").report())
                .containsPattern("\\| idle +\\| +429 × ")
                .containsPattern("\\| http-2 .* 400 × ")
                .containsPattern("\\| header-flood +\\| +431 × ")
                .containsPattern("\\| large-bodies +\\| +413 × ")
                .doesNotContain("something remains", "wrong answers");
    }

    @Test
    void theFloorIsMeasuredAsFreshetIs() throws Exception {
        assertThat(report("peers --only floor --rate 50 --warm-up 0 --seconds 1"))
                .containsPattern("floor: thinnest clients, 20 ms polls +\\| +[1-9]");
    }

    /** Runs a benchmark that must end well, and gives its report. */
    private String report(String command) throws Exception {
        Run run = run(command);
        assertThat(run.status()).as(run.report()).isZero();
        return run.report();
    }

    private record Run(int status, String report) {}

    private Run run(String command) throws Exception {
        Path file = Files.createTempFile(folder, "report", ".md");
        List<String> arguments = new ArrayList<>(List.of("bench"));
        arguments.addAll(List.of(command.split(" ", -1)));
        // what is compiled well is of no use within seconds
        arguments.addAll(
                List.of(
                        "--java-options",
                        "-XX:TieredStopAtLevel=1",
                        "--markdown",
                        file.toString()));
        int status = Benchmarks.run(arguments.toArray(String[]::new));
        return new Run(status, Files.readString(file));
    }
}
