package io.freshet.testkit.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void givesTheLineThatATestWaitsFor() {
        // Given
        try (ChildProcess child =
                shell("echo one; sleep 0.2; echo at http://127.0.0.1:81/; sleep 60")) {
            // When
            String url = child.awaitLine(Pattern.compile("at (http\\S+)"), SOON).group(1);

            // Then
            assertThat(url).isEqualTo("http://127.0.0.1:81/");
            assertThat(child.awaitLine(Pattern.compile("^one$"), SOON).group()).isEqualTo("one");
        }
    }

    @Test
    void showsTheOutputOfAProcessThatEndsWithoutTheLine() {
        // Given
        try (ChildProcess child = shell("echo 'it is broken' >&2; exit 3")) {
            // Then
            assertThatThrownBy(() -> child.awaitLine(Pattern.compile("ready"), SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("it is broken");
            assertThat(child.awaitExit(SOON)).isEqualTo(3);
        }
    }

    @Test
    void doesNotWaitBeyondTheLimit() {
        // Given
        try (ChildProcess child = shell("sleep 60")) {
            // Then
            assertThatThrownBy(
                            () -> child.awaitLine(Pattern.compile("ready"), Duration.ofMillis(200)))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> child.awaitExit(Duration.ofMillis(200)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void killsAProcessThatIgnoresRequestsToEnd() {
        // Given
        try (ChildProcess child =
                shell("trap '' TERM INT; echo up; while true; do sleep 1; done")) {
            child.awaitLine(Pattern.compile("up"), SOON);

            // When
            child.terminate();
            assertThat(child.isAlive()).isTrue();
            child.kill();

            // Then
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void closingEndsWhatTheProcessStartedToo() {
        // Given
        ChildProcess child = shell("sleep 300 & echo $!; wait");
        long grandchild = Long.parseLong(child.awaitLine(Pattern.compile("^\\d+$"), SOON).group());
        ProcessHandle handle = ProcessHandle.of(grandchild).orElseThrow();

        // When
        child.close();

        // Then
        assertThat(handle.onExit()).succeedsWithin(SOON);
    }

    @Test
    void aFrozenProcessDoesNothingUntilItIsThawed() throws InterruptedException {
        // Given
        try (ChildProcess child =
                shell("i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done")) {
            child.awaitLine(Pattern.compile("^2$"), SOON);

            // When
            child.freeze();
            Thread.sleep(200);
            String before = child.output();
            Thread.sleep(400);

            // Then
            assertThat(child.output()).isEqualTo(before);
            child.thaw();
            long next = before.lines().count() + 1;
            child.awaitLine(Pattern.compile("^" + next + "$"), SOON);
        }
    }

    @Test
    void passesEnvironmentAndFolderOn(@TempDir Path folder) throws Exception {
        // Given
        List<String> command = List.of("sh", "-c", "echo \"$GREETING in $(pwd)\"");

        // When
        try (ChildProcess child =
                ChildProcess.start(command, Map.of("GREETING", "hello there"), folder)) {
            // Then
            child.awaitLine(Pattern.compile("hello there in " + folder.toRealPath()), SOON);
        }
    }

    @Test
    void endsWithTheProcessThatStartedItHoweverThatEnds() {
        // Given
        try (ChildProcess parent =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SleepStarter.class.getName())))) {
            long pid =
                    Long.parseLong(
                            parent.awaitLine(Pattern.compile("child (\\d+)"), SOON).group(1));
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

            // When
            parent.kill();

            // Then
            assertThat(child.onExit()).succeedsWithin(SOON);
        }
    }

    private static ChildProcess shell(String script) {
        return ChildProcess.start(List.of("sh", "-c", script));
    }
}
