package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/runbooks/errors.md has every code that the program can answer with, and what to do. */
class ErrorCodesTest {

    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z_]+\\(\"([a-z-]+)\"\\)");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    /** Where answers are made: a number behind one of these is a status. */
    private static final Pattern STATUS =
            Pattern.compile(
                    "(?:Problem\\s*\\.\\s*(?:of|blank)\\(|setStatusCode\\(|ChallengeData\\(|answer\\(context,|HttpRefusals\\.count\\()\\s*(\\d{3})\\b");

    private static final Pattern COUNTED = Pattern.compile("COUNTED = Set\\.of\\(([\\d, ]+)\\)");
    private static final Pattern NAMED_STATUS = Pattern.compile("\\bStatus\\.([A-Z_]+)\\b");
    private static final Map<String, String> NAMES =
            Map.of(
                    "BAD_REQUEST", "400",
                    "UNAUTHORIZED", "401",
                    "FORBIDDEN", "403",
                    "NOT_FOUND", "404",
                    "CONFLICT", "409",
                    "TOO_MANY_REQUESTS", "429",
                    "SERVICE_UNAVAILABLE", "503");

    private static Set<String> constants(String file) throws IOException {
        return found(CONSTANT, Files.readString(RepositoryFiles.path(file)));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The codes of a section, each with what stands beside it. */
    private static Map<String, MatchResult> documented(String section) throws IOException {
        String page = Files.readString(RepositoryFiles.path("docs/runbooks/errors.md"));
        String from = page.substring(page.indexOf("## " + section));
        int next = from.indexOf("\n## ", 1);
        Map<String, MatchResult> codes = new TreeMap<>();
        ROW.matcher(next < 0 ? from : from.substring(0, next))
                .results()
                .forEach(row -> codes.put(row.group(1), row));
        return codes;
    }

    private static void assertDocumented(String section, Set<String> codes) throws IOException {
        assertThat(documented(section)).as(section).containsOnlyKeys(codes);
    }

    @Test
    void statusesOfSourcesAreExplained() throws IOException {
        Set<String> codes =
                constants("shared/change-events/src/main/java/io/freshet/events/SourceState.java");
        // told by the chart API where no poller tells anything
        codes.add("stale");

        assertDocumented("Statuses of sources", codes);
    }

    @Test
    void reasonsForRefusedEventsAreExplained() throws IOException {
        assertDocumented(
                "Events that are refused",
                constants(
                        "aggregator-service/src/main/java/io/freshet/aggregator/apply/Admission.java"));
    }

    @Test
    void reasonsForValuesSetAsideAreExplained() throws IOException {
        assertDocumented(
                "Values that are set aside",
                constants(
                        "shared/declarations/src/main/java/io/freshet/pipeline/RejectionReason.java"));
    }

    @Test
    void answersOverHttpAreExplained() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            codes.addAll(found(STATUS, text));
            found(COUNTED, text).forEach(list -> codes.addAll(List.of(list.split(", "))));
            if (file.toString().contains("forage-dashboard")) {
                for (String name : found(NAMED_STATUS, text)) {
                    assertThat(NAMES).as(file.toString()).containsKey(name);
                    codes.add(NAMES.get(name));
                }
            }
        }
        codes.removeIf(code -> code.compareTo("400") < 0);

        assertThat(codes).hasSizeGreaterThan(10);
        assertDocumented("Answers over HTTP", codes);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules =
                Stream.of(
                                "aggregator-service",
                                "chart-api",
                                "forage-dashboard",
                                "lake-service",
                                "poller-service",
                                "shared/service-runtime",
                                "local/source-simulator")
                        .map(module -> RepositoryFiles.path(module + "/src/main/java"))) {
            return modules.flatMap(ErrorCodesTest::javaFiles).toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void waysInWhichCommandsEndAreExplained() throws IOException {
        assertDocumented("Commands", Set.of("0", "1", "2"));
    }
}
