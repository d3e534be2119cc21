package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A source's password, which a running Freshet has and tells nobody. */
final class KeptSecret {

    private static final List<String> FOR_OPERATORS =
            List.of(
                    "/q/metrics",
                    "/q/health",
                    "/q/openapi",
                    "/poller/sources",
                    "/aggregator/catalogue",
                    "/aggregator/quarantine?source=fra");

    private final String secret;

    KeptSecret(String secret) {
        assertThat(secret).hasSizeGreaterThan(12);
        this.secret = secret;
    }

    /**
     * Looks through ports, logs, commands, the warehouse and what the system tells of processes.
     */
    void assertIsToldNowhere(RunningFreshet freshet, TestDatabase warehouse) throws IOException {
        FreshetProcess process = freshet.process();
        for (String path : FOR_OPERATORS) {
            assertNotIn(path, process.management().get(path));
        }
        for (String path : List.of("/charts", "/charts/freshness", "/nothing")) {
            assertNotIn(path, process.get(path));
        }
        assertThat(process.output()).contains("ready");
        assertNotIn("the log", process.output());
        assertNotIn("check", freshet.check());
        assertNotIn("status", freshet.command(List.of("status")));
        Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(arguments)) {
            String line = Files.readString(arguments);
            assertNotIn("the list of processes", line);
            // heap dumps hold it, so none is made unless somebody asks for it
            assertThat(line).contains("up").doesNotContain("HeapDump");
        }
        assertIsNotIn(warehouse);
    }

    private void assertNotIn(String what, String text) {
        assertThat(text).as(what).isNotEmpty().doesNotContain(secret);
    }

    private void assertIsNotIn(TestDatabase warehouse) {
        List<String> tables =
                warehouse.query(
                        "select quote_ident(table_name) from information_schema.tables where"
                                + " table_schema = 'freshet'");
        assertThat(tables).hasSizeGreaterThan(10);
        for (String table : tables) {
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
