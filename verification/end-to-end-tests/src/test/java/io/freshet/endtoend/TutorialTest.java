package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.endtoend.TutorialPage.Step;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that docs/tutorial.md tells to do is done, in order, and leads to what it says: from an empty
 * folder to charts that equal SQL, with nothing at hand but a database that may be read.
 */
@Tag("slow")
class TutorialTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROLE = "bakery_reader";

    /** What the page promises, on a machine that does nothing else. */
    private static final long PROMISED_SECONDS = 600;

    @TempDir Path folder;

    private TestDatabase database;

    @Test
    void leadsFromAnEmptyFolderToALiveDashboard() throws Exception {
        List<Step> steps = TutorialPage.steps();
        assertThat(steps).hasSizeGreaterThan(12);
        try (TestDatabase bakery = TestServers.postgres().createDatabase("bakery")) {
            database = bakery;
            try (Newcomer newcomer = new Newcomer(folder)) {
                follow(steps, newcomer);
                judge(newcomer);
            } finally {
                bakery.execute("drop owned by " + role(), "drop role " + role());
            }
        }
    }

    private void follow(List<Step> steps, Newcomer newcomer) throws Exception {
        String asked = "";
        for (Step step : steps) {
            switch (step.kind()) {
                case "sql" -> database.execute(here(step.text()));
                case "yaml" -> {
                    newcomer.kills();
                    Files.writeString(definition(), step.text(), StandardOpenOption.APPEND);
                }
                case "sh" -> {
                    for (String line : step.lines()) {
                        asked = types(newcomer, line);
                    }
                }
                default -> awaitAnswer(newcomer, asked, step.text().strip());
            }
        }
    }

    private Path definition() {
        return folder.resolve("bakery/bakery.yaml");
    }

    private void judge(Newcomer newcomer) throws Exception {
        ProposedCharts charts = new ProposedCharts(definition(), database);
        charts.assertEqual(newcomer::asks, SOON);
        newcomer.looksAt("bakery", charts.names());
        assertThat(newcomer.asks("/dashboard/bakery")).contains("<html");
        assertThat(newcomer.sees())
                .contains("an embedded one serves", "an embedded PostgreSQL serves")
                .contains("broker: {url: \"amqp://", "warehouse: {url: \"postgresql://");
        assertThat(Files.getPosixFilePermissions(folder.resolve("bakery/.freshet"))).hasSize(3);
        System.out.printf("The tutorial took %d s, the build left out%n", newcomer.seconds());
        assertThat(newcomer.seconds()).isLessThan(PROMISED_SECONDS);
    }

    /** Does what a line says; gives the path of a chart that it asks for, or else nothing. */
    private String types(Newcomer newcomer, String line) {
        List<String> words = new ArrayList<>(Arrays.asList(here(line).split(" ")));
        if (words.get(0).equals("curl")) {
            return words.get(words.size() - 1).replaceFirst("^localhost:8080", "");
        }
        assertThat(words.remove(0)).isEqualTo("./freshet");
        switch (words.get(0)) {
            case "up" -> newcomer.starts(words);
            case "check" -> assertThat(newcomer.types(words)).contains("all well");
            default ->
                    assertThat(newcomer.types(named(words)))
                            .contains("commented out: customer_email (looks personal)");
        }
        return "";
    }

    /** The test's database is called otherwise. */
    private static List<String> named(List<String> words) {
        List<String> named = new ArrayList<>(words);
        named.addAll(List.of("--name", "bakery"));
        return named;
    }

    private String role() {
        return ROLE + database.name().substring(database.name().lastIndexOf('_'));
    }

    private String here(String text) {
        return text.replace(ROLE, role())
                .replace(
                        "localhost:5432/bakery",
                        "%s:%d/%s".formatted(database.host(), database.port(), database.name()));
    }

    private static void awaitAnswer(Newcomer newcomer, String path, String expected)
            throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (!newcomer.asks(path).equals(expected) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(newcomer.asks(path)).as(path).isEqualTo(expected);
    }
}
