package io.freshet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmarks run and report; what they measure in a few seconds says nothing. */
@Tag("smoke")
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

    /** Runs a benchmark that must end well, and gives its report. */
    private String report(String command) throws Exception {
        Path file = folder.resolve("report.md");
        int status = Benchmarks.run(List.of((command + " --markdown " + file).split(" ", -1)));
        assertThat(status).isZero();
        return Files.readString(file);
    }
}
