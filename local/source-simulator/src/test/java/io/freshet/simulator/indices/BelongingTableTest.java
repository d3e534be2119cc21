package io.freshet.simulator.indices;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The table of BELONG of the example {@code pisa-raw} is what the scale says of all answers that
 * there can be. {@code mvn -pl local/source-simulator test -Dtest=BelongingTableTest
 * -Dfreshet.write-answers=true} writes it.
 */
class BelongingTableTest {

    private static final Path TABLE = RepositoryFiles.path("examples/pisa-raw/belonging.csv");

    @Test
    void hasAValueForEachPatternOfAnswers() throws IOException {
        String table = table();
        if (Boolean.getBoolean("freshet.write-answers")) {
            Files.writeString(TABLE, table);
        }

        assertThat(table.lines()).hasSize(1 + 2 * 15_360);
        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("answers,belong\n");
        scales().forEach(
                        (prefix, scale) -> {
                            for (int pattern = 0; pattern < 15_625; pattern++) {
                                append(table, prefix, scale, answers(pattern));
                            }
                        });
        return table.toString();
    }

    private static Map<String, BelongingScale> scales() {
        return new TreeMap<>(
                Map.of("", BelongingScale.INTERNATIONAL, "FRA ", BelongingScale.FRANCE));
    }

    private static int[] answers(int pattern) {
        int[] answers = new int[BelongingScale.QUESTIONS];
        int left = pattern;
        for (int question = answers.length - 1; question >= 0; question--) {
            answers[question] = left % 5;
            left /= 5;
        }
        return answers;
    }

    private static void append(
            StringBuilder table, String prefix, BelongingScale scale, int[] answers) {
        scale.of(answers)
                .ifPresent(
                        value -> {
                            table.append(prefix);
                            for (int answer : answers) {
                                table.append(answer == 0 ? "-" : Integer.toString(answer));
                            }
                            table.append(String.format(Locale.ROOT, ",%.4f\n", value));
                        });
    }
}
