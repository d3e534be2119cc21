package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a row that the warehouse refuses as many values are kept as it takes. */
class SalvageTest {

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: sales
                            tables:
                              orders:
                                key: id
                                columns:
                                  {a: text, b: text, c: text, d: text,
                                   e: text, f: text, g: text, h: text}
                            """));
    private static final TablePlan PLAN = TablePlan.of(SHOP, SHOP.tables().get(0));

    private final List<String> asked = new ArrayList<>();

    /** A row of as many values as columns; null where missing. */
    private static UpsertRows row(String... values) {
        String[][] columns = new String[values.length][];
        for (int column = 0; column < values.length; column++) {
            columns[column] = new String[] {values[column]};
        }
        UpsertRows row = new UpsertRows(COLUMNS.size(), 1);
        row.put(
                0,
                3,
                PLAN.normaliser()
                        .normalise(
                                new RowBlock(
                                        COLUMNS,
                                        0,
                                        new long[] {77},
                                        new long[1],
                                        new long[1],
                                        columns),
                                Map.of()),
                0,
                false);
        return row;
    }

    private static String text(UpsertRows row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < COLUMNS.size(); column++) {
            String value = row.value(column, 0);
            text.append(value == null ? "-" : value);
        }
        return text.toString();
    }

    private Salvage salvage(UpsertRows row, Predicate<String> taken) {
        return new Salvage(
                row,
                COLUMNS.size(),
                tried -> {
                    asked.add(text(tried));
                    return taken.test(text(tried));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "x, abcdefgh",
        "a, -bcdefgh",
        "h, abcdefg-",
        "d, abc-efgh",
        "bg, a-cdef-h",
        "abcdefgh, --------"
    })
    void leavesOutThoseThatAreRefused(String refused, String kept) {
        UpsertRows row = row("a", "b", "c", "d", "e", "f", "g", "h");

        UpsertRows salvaged =
                salvage(row, tried -> refused.chars().noneMatch(value -> tried.indexOf(value) >= 0))
                        .withoutThoseRefused();

        assertThat(text(salvaged)).isEqualTo(kept);
        assertThat(salvaged.key(0)).isEqualTo(77);
        assertThat(salvaged.source(0)).isEqualTo(3);
    }

    @Test
    void asksAboutNoValueByItselfThatIsTakenWithOthers() {
        salvage(row("a", "b", "c", "d", "e", "f", "g", "h"), tried -> tried.indexOf('b') < 0)
                .withoutThoseRefused();

        assertThat(asked)
                .containsExactly(
                        "abcdefgh",
                        "abcd----",
                        "ab------",
                        "a-------",
                        "ab------",
                        "a-cd----",
                        "a-cdefgh");
    }

    @Test
    void asksNothingAboutValuesThatAreMissing() {
        UpsertRows row = row(null, "b", null, null, null, null, null, null);

        assertThat(text(salvage(row, tried -> false).withoutThoseRefused())).isEqualTo("--------");

        assertThat(asked).containsExactly("-b------");
    }

    @ParameterizedTest
    @CsvSource({
        "36, 12345678",
        "35, 1234567",
        "28, 1234567",
        "27, 123456",
        "3, 12",
        "1, 1",
        "0, ''"
    })
    void leavesOutAsFewOfTheLongestAsItMust(int mostCharacters, String kept) {
        UpsertRows row = row("1", "22", "333", "4444", "55555", "666666", "7777777", "88888888");

        UpsertRows salvaged =
                salvage(row, tried -> tried.replace("-", "").length() <= mostCharacters)
                        .withoutTheLongest();

        assertThat(text(salvaged).replaceAll("(.)\\1+", "$1").replace("-", ""))
                .as("the shortest")
                .isEqualTo(kept);
    }
}
