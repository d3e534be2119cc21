package io.freshet.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void isMarkdownWithItsColumnsAligned() {
        Table table = Table.of("what", "ms").row("short", "1.5").row("rather long", "12.25");

        assertThat(table.text())
                .isEqualTo(
                        """
                        | what        |    ms |
                        |-------------|------:|
                        | short       |   1.5 |
                        | rather long | 12.25 |
                        """);
    }

    @Test
    void tellsPercentilesOfADistributionInMilliseconds() {
        Distribution distribution = new Distribution();
        for (int millis = 1; millis <= 100; millis++) {
            distribution.record(millis * 1_000_000L);
        }

        assertThat(Table.ofDistributions("stage").row("whole", distribution).text())
                .containsPattern("whole \\| +100 \\| +50\\.\\d \\| +90\\.\\d \\| +99\\.\\d ");
    }
}
