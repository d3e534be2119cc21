package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.time.TestClock;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/grafana.md: its requests are answered by the charts of its definition. */
class GrafanaPageTest {

    private static final String ROWS =
            """
            insert into orders (source_id, row_key, placed, status, amount) values
             (1, 1, '2026-11-01', 'open', 10), (1, 2, '2026-11-02', 'sent', 20.5),
             (1, 3, '2026-11-02', 'lost', 1), (1, 4, '2026-12-01', 'open', 5)\
            """;

    @Test
    void itsRequestsAreAnsweredWithFlatObjects() throws IOException {
        try (ChartsOfRows charts =
                new ChartsOfRows(
                        block("yaml"), new TestClock(Instant.parse("2026-12-01T12:00:00Z")))) {
            charts.run(ROWS);
            charts.refresh();

            List<List<String>> answers =
                    block("").lines().map(line -> answer(charts, line)).toList();
            assertThat(answers)
                    .containsExactly(
                            List.of("value=36.5"),
                            List.of(
                                    "day=\"2026-11-01\" orders=1 revenue=10",
                                    "day=\"2026-11-02\" orders=1 revenue=20.5"),
                            List.of(
                                    "status=\"open\" orders=2",
                                    "status=\"lost\" orders=1",
                                    "status=\"sent\" orders=1"));
        }
    }

    private static List<String> answer(ChartsOfRows charts, String line) {
        Matcher request = Pattern.compile("/charts/shop/([^?]+)(?:[?](.*))?").matcher(line);
        assertThat(request.matches()).as(line).isTrue();
        try {
            return charts.chart(request.group(1), asSent(request.group(2)));
        } catch (BadParameterException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** With what the data source puts in the place of variables. */
    private static String asSent(String query) {
        return query == null
                ? null
                : query.replace("${__from:date:YYYY-MM-DD}", "2026-11-01")
                        .replace("${__to:date:YYYY-MM-DD}", "2026-11-30")
                        .replace("${status:csv}", "open,sent");
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("\n\n```" + language + "\n(.*?)\n```\n", Pattern.DOTALL)
                        .matcher(Files.readString(RepositoryFiles.path("docs/grafana.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
