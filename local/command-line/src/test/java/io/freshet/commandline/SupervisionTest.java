package io.freshet.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./freshet up} starts Freshet again where a fault has ended it. In Java's place stands a
 * script that ends as it is told.
 */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class SupervisionTest {

    /** Each run takes the next line of {@code statuses}; without one it stays until it is told. */
    private static final String JAVA =
            """
            #!/usr/bin/env bash
            if [[ $1 == -XshowSettings* ]]; then
              printf '    java.specification.version = 17\\n    java.home = %s\\n' "$HERE"
              exit
            fi
            echo run >>"$HERE/runs"
            printf '%s\\n' "$@" >"$HERE/options"
            written=$(sed -n 's/^-XX:ArchiveClassesAtExit=//p' "$HERE/options")
            [[ -z $written ]] || echo classes >"$written"
            status=$(head -n 1 "$HERE/statuses")
            sed -i.old 1d "$HERE/statuses"
            [[ -z $status ]] || exit "$status"
            trap 'echo told >>"$HERE/runs"; exit 143' TERM
            echo $$ >"$HERE/child"
            while read -r -t 0.1; [[ $? -gt 128 ]]; do :; done
            echo left >>"$HERE/runs"
            """;

    private static final Path ANSWERS = Path.of("local", "command-line", "answers");

    @TempDir Path checkout;

    private Path runs;

    @BeforeEach
    void make() throws IOException {
        Files.copy(Path.of("..", "..", "freshet"), checkout.resolve("freshet"));
        Files.createDirectories(checkout.resolve(ANSWERS));
        Files.createFile(checkout.resolve(ANSWERS).resolve("help-up.txt"));
        Path java = Files.createDirectory(checkout.resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path jar = checkout.resolve("local/launcher/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        runs = checkout.resolve("runs");
    }

    private Process up(String statuses) throws IOException {
        Files.writeString(checkout.resolve("statuses"), statuses);
        ProcessBuilder builder =
                new ProcessBuilder("bash", checkout + "/freshet", "up", "--config", "x.yaml")
                        .redirectErrorStream(true)
                        .redirectOutput(checkout.resolve("output").toFile());
        builder.environment().put("JAVA_HOME", checkout.toString());
        builder.environment().put("HERE", checkout.toString());
        return builder.start();
    }

    private int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(checkout.resolve("output"), UTF_8);
    }

    private void await(String line) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(runs) || !Files.readAllLines(runs).contains(line)) {
            assertThat(System.nanoTime()).as("%s: %s", line, output()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void awaitChild() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(checkout.resolve("child"))) {
            assertThat(System.nanoTime()).as(output()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void whatAFaultHasEndedIsStartedAgainAndSaysSo() throws Exception {
        assertThat(end(up("70\n0\n"))).isZero();

        assertThat(Files.readAllLines(runs)).hasSize(2);
        assertThat(output())
                .contains(
                        "freshet: it ended (status 70: a thread died that it cannot do without);"
                                + " starting it again in 1 s");
    }

    @Test
    void whatCannotStartIsNot() throws Exception {
        assertThat(end(up("1\n0\n"))).isOne();

        assertThat(Files.readAllLines(runs)).hasSize(1);
        assertThat(output()).isEmpty();
    }

    @Test
    void whoTellsTheScriptToEndTellsFreshet() throws Exception {
        Process script = up("");
        awaitChild();

        script.destroy();

        assertThat(end(script)).isEqualTo(143);
        assertThat(Files.readAllLines(runs)).isEqualTo(List.of("run", "told"));
    }

    @Test
    void whoKillsTheScriptEndsFreshetToo() throws Exception {
        Process script = up("");
        awaitChild();

        script.destroyForcibly();

        await("left");
    }

    private List<Path> classes() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve(".freshet"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }

    private List<String> options() throws IOException {
        return Files.readAllLines(checkout.resolve("options"));
    }

    @Test
    void theClassesOfARunThatEndedAsItWasToldAreThoseOfTheNext() throws Exception {
        Process script = up("");
        awaitChild();
        script.destroy();
        end(script);

        end(up("0\n"));

        assertThat(classes()).singleElement().asString().endsWith(".jsa");
        assertThat(options())
                .contains("-XX:SharedArchiveFile=" + classes().get(0).toRealPath())
                .noneMatch(option -> option.contains("ArchiveClassesAtExit"));
    }

    @Test
    void thoseOfARunThatAFaultHasEndedAreNotKept() throws Exception {
        end(up("1\n"));

        end(up("1\n"));

        assertThat(options()).noneMatch(option -> option.contains("SharedArchiveFile"));
        assertThat(classes()).as("no more than the last one's").hasSize(1);
    }

    @Test
    void thoseOfAnotherBuildAreNotTaken() throws Exception {
        end(up("0\n"));
        Path jar = checkout.resolve("local/launcher/target/quarkus-app/quarkus-run.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        end(up("0\n"));

        assertThat(options()).noneMatch(option -> option.contains("SharedArchiveFile"));
    }
}
