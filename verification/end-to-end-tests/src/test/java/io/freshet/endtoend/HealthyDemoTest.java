package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from its start to its end, with nothing done to it. */
@Tag("slow")
class HealthyDemoTest {

    private static final int SOURCES = 3;
    private static final int SIGNED_IN = 204;
    private static final String WARNINGS = "WARN|ERROR|FATAL";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir static Path home;

    @Test
    void logsNothingAboveInfoAndKeepsItsSecrets() throws Exception {
        RunningDemo demo = RunningDemo.start(home, "--countries", "ALB,BRA,BRN", "--rate", "30");
        List<String> whileStarting;
        try (demo) {
            await(demo, () -> liveSources(demo) == SOURCES);
            await(demo, () -> demo.signIn() == SIGNED_IN);
            whileStarting = demo.logged(WARNINGS);
            assertSecretsAreKept(demo);
        }

        // or the pattern is not that of the log's lines
        assertThat(demo.logged("INFO")).isNotEmpty();
        assertThat(demo.logged(WARNINGS)).isEqualTo(whileStarting);
        assertThat(whileStarting).allMatch(HealthyDemoTest::isOfASlowMachine);
    }

    /** One that stood still, or whose disk did: then the warehouse does not answer for seconds. */
    private static boolean isOfASlowMachine(String line) {
        return Stream.of(
                        RunningDemo.SLOW_MACHINE,
                        "no answer within 4000 ms",
                        "Accounts cannot be read: io.smallrye.mutiny.TimeoutException",
                        "Accounts wait for the schema")
                .anyMatch(line::contains);
    }

    private static void assertSecretsAreKept(RunningDemo demo) throws IOException {
        Path data = home.resolve(".freshet/demo");
        KeptSecret passwords =
                new KeptSecret(
                        Files.readString(data.resolve("reader.password")).strip(),
                        Files.readString(data.resolve("postgres/password")).strip(),
                        RunningDemo.PASSWORD);
        passwords.assertNotIn("the log", demo.output());
        passwords.assertNotIn("a chart", demo.chart("freshness").encode());
        passwords.assertIsNotForOthersIn(data, 100);
        assertThat(Files.getPosixFilePermissions(data))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private static void await(RunningDemo demo, BooleanSupplier reached)
            throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(demo.output()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long liveSources(RunningDemo demo) {
        return demo.chart("freshness").getJsonArray("datasets").stream()
                .map(JsonObject.class::cast)
                .filter(source -> source.getString("status").equals("live"))
                .filter(source -> source.getInteger("level") == 3)
                .count();
    }
}
