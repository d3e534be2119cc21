package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.WebPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process answers on its port for everybody, and what on the one for operators only. */
final class TwoPorts {

    private static final List<String> OF_EVERY_SERVICE =
            List.of("/q/health", "/q/metrics", "/q/openapi");
    private static final List<String> FURTHER =
            List.of("/q/health/well", "/q/health/started", "/q/health/group/x", "/q/swagger-ui");
    private static final Pattern OK = Pattern.compile("^HTTP/1\\.1 200 ");

    private final WebPort everybodys;
    private final WebPort operators;

    TwoPorts(FreshetProcess process) {
        this.everybodys = process.port();
        this.operators = process.management();
    }

    /**
     * Asserts that operators get what is theirs, that nobody else does, however it is asked for,
     * and that everybody is told whether the process is up, and no more.
     *
     * @param resources paths that operators get beside those of every service
     */
    void assertApart(String... resources) {
        List<String> theirs =
                Stream.concat(OF_EVERY_SERVICE.stream(), Stream.of(resources)).toList();
        for (String path : theirs) {
            assertThat(operators.answerTo(path)).as("operators: %s", path).containsPattern(OK);
        }
        assertThat(operators.get("/q/health")).contains("\"checks\"", "\"name\"");
        for (String path : Stream.concat(theirs.stream(), FURTHER.stream()).toList()) {
            for (String spelled : spellings(path)) {
                assertThat(everybodys.answerTo(spelled))
                        .as("everybody: %s", spelled)
                        .doesNotContainPattern(OK);
            }
        }
        for (String path : List.of("/q/health/live", "/q/health/ready")) {
            assertThat(everybodys.get(path)).as(path).isEqualTo("{\"status\":\"UP\"}");
        }
        for (String path : List.of("/charts", "/charts/submissions", "/simulator/status", "/")) {
            assertThat(operators.answerTo(path))
                    .as("operators: %s", path)
                    .startsWith("HTTP/1.1 404");
        }
    }

    /** A path as it is, and in ways that some part of a server may take for the same. */
    private static List<String> spellings(String path) {
        List<String> spellings =
                new ArrayList<>(
                        List.of(
                                path,
                                path + "/",
                                path + ";x",
                                path + ";x=1?y",
                                path + "?",
                                path + "%20",
                                "/" + path,
                                "/%2e" + path,
                                "/." + path,
                                "/charts/.." + path,
                                "/charts/%2e%2e" + path,
                                "/charts;x/.." + path,
                                "/q/health/live/../../.." + path,
                                "http://127.0.0.1:9000" + path,
                                path.replaceFirst("/([^/])", ";x/$1"),
                                path.toUpperCase(Locale.ROOT)));
        int second = path.indexOf('/', 1);
        spellings.add(path.substring(0, second) + ";x" + path.substring(second));
        spellings.add(path.substring(0, second) + "/" + path.substring(second));
        spellings.add(path.substring(0, second) + "/%2e" + path.substring(second));
        spellings.add(path.substring(0, second) + "%2f" + path.substring(second + 1));
        spellings.add(
                path.substring(0, 1)
                        + "%%%02x".formatted((int) path.charAt(1))
                        + path.substring(2));
        return spellings;
    }
}
