package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Secrets that a running Freshet has and tells nobody. */
final class KeptSecret {

    private static final List<String> FOR_OPERATORS =
            List.of(
                    "/q/metrics",
                    "/q/health",
                    "/q/health/well",
                    "/q/openapi",
                    "/poller/sources",
                    "/aggregator/catalogue",
                    "/aggregator/schemas?source=fra",
                    "/aggregator/quarantine?source=fra");
    private static final List<String> FOR_EVERYBODY =
            List.of("/charts", "/charts/freshness", "/nothing", "/q/health/ready");

    private final List<String> secrets;

    KeptSecret(String... secrets) {
        assertThat(secrets).isNotEmpty().allMatch(secret -> secret.length() > 12);
        this.secrets =
                Stream.of(secrets)
                        .flatMap(secret -> Stream.of(secret, encoded(secret)))
                        .distinct()
                        .toList();
    }

    private static String encoded(String secret) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Looks through ports, logs, commands, the warehouse and what the system tells of processes.
     */
    void assertIsToldNowhere(RunningFreshet freshet, TestDatabase warehouse) throws IOException {
        assertIsNotAnswered(freshet.process(), freshet.process()::get);
        assertIsNotSaid(freshet);
        assertIsNotIn(warehouse);
    }

    /**
     * Looks through what is answered on both ports.
     *
     * @param charts asks the port of charts
     */
    void assertIsNotAnswered(FreshetProcess process, UnaryOperator<String> charts) {
        for (String path : FOR_OPERATORS) {
            assertNotIn(path, process.management().get(path));
        }
        for (String path : FOR_EVERYBODY) {
            assertNotIn(path, charts.apply(path));
        }
    }

    /** Looks through its log, what commands print beside it, and the list of processes. */
    void assertIsNotSaid(RunningFreshet freshet) throws IOException {
        FreshetProcess process = freshet.process();
        assertThat(process.output()).contains("ready");
        assertNotIn("the log", process.output());
        assertNotIn("check", freshet.check());
        for (String command : List.of("status", "grants", "dead-letters list")) {
            assertNotIn(command, freshet.command(List.of(command.split(" "))));
        }
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        for (ProcessHandle one : Stream.concat(Stream.of(handle), handle.descendants()).toList()) {
            Path arguments = Path.of("/proc", Long.toString(one.pid()), "cmdline");
            if (Files.isReadable(arguments)) {
                assertNotIn("the list of processes", Files.readString(arguments));
            }
        }
        assertMakesNoHeapDump(process);
    }

    /** Heap dumps hold it, so none is made unless somebody asks for it. */
    private static void assertMakesNoHeapDump(FreshetProcess process) {
        assertThat(JavaFlags.of(process.pid()))
                .contains("ExitOnOutOfMemoryError")
                .doesNotContain("HeapDump");
    }

    /** Looks for it in a text, which says something. */
    void assertNotIn(String what, String text) {
        assertThat(text).as(what).isNotEmpty().doesNotContain(secrets);
    }

    /**
     * Looks through the files in a folder that others than their owner may read.
     *
     * @param least so many files are there at least, those of the owner alone included
     */
    void assertIsNotForOthersIn(Path folder, int least) throws IOException {
        FolderFiles files = new FolderFiles(folder);
        assertThat(files.all()).hasSizeGreaterThanOrEqualTo(least);
        assertThat(files.forOthers())
                .allSatisfy(
                        (file, text) ->
                                assertThat(text).as(file.toString()).doesNotContain(secrets));
    }

    private void assertIsNotIn(TestDatabase warehouse) {
        List<String> tables =
                warehouse.query(
                        "select quote_ident(table_name) from information_schema.tables where"
                                + " table_schema = 'freshet'");
        assertThat(tables).hasSizeGreaterThan(10);
        for (String table : tables) {
            for (String secret : secrets) {
                assertThat(
                                SurveyTable.number(
                                        warehouse,
                                        "select count(*) from freshet.%s as line where strpos(line::text, '%s') > 0"
                                                .formatted(table, secret)))
                        .as(table)
                        .isZero();
            }
        }
    }
}
