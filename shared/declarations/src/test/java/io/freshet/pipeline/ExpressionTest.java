package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    @Test
    void countsSumsAndMeans() {
        assertThat(evaluate("count", 7, 0, "0")).contains(new BigDecimal("7"));
        assertThat(evaluate("sum(v) round 2", 7, 3, "4.005")).contains(new BigDecimal("4.01"));
        assertThat(evaluate("mean(v) / 60 round 1", 9, 4, "6780")).contains(new BigDecimal("28.3"));
    }

    @Test
    void roundsHalfUpAwayFromZero() {
        assertThat(evaluate("mean(v) round 2", 1, 8, "1.00")).contains(new BigDecimal("0.13"));
        assertThat(evaluate("mean(v) round 2", 1, 8, "-1.00")).contains(new BigDecimal("-0.13"));
    }

    @Test
    void roundsOnceAndExactly() {
        // a third of it lies just below 0.25, so rounding twice would be wrong
        assertThat(evaluate("mean(v) round 1", 3, 3, "0.74999999999999999999999"))
                .contains(new BigDecimal("0.2"));
        assertThat(evaluate("mean(v) round 1", 3, 3, "0.75")).contains(new BigDecimal("0.3"));
    }

    @Test
    void hasNoMeanWithoutValues() {
        assertThat(evaluate("mean(v) round 2", 5, 0, "0")).isEmpty();
        assertThat(evaluate("sum(v)", 5, 0, "0")).isEmpty();
    }

    @Test
    void comparesExactly() {
        Fraction third = new Fraction(BigDecimal.ONE, new BigDecimal("3"));
        Fraction nearly = new Fraction(new BigDecimal("0.33333333333333333333"), BigDecimal.ONE);

        assertThat(third).isGreaterThan(nearly);
    }

    @Test
    void explainsWhatItCannotRead() {
        for (String wrong :
                new String[] {
                    "median(v)",
                    "mean()",
                    "mean(v)/",
                    "count round",
                    "mean(v) / 0",
                    "",
                    "count round 13"
                }) {
            assertThatThrownBy(() -> Expression.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + wrong + "\"");
        }
    }

    private static Optional<BigDecimal> evaluate(String text, long rows, long count, String sum) {
        return Expression.parse(text).evaluate(new Rows(rows, count, new BigDecimal(sum)));
    }

    /** Some rows of which one column is summed up. */
    private record Rows(long rows, long count, BigDecimal sum) implements GroupState {

        @Override
        public List<BigDecimal> state(Aggregate aggregate) {
            return List.of(BigDecimal.valueOf(count), sum);
        }

        @Override
        public ValueCounts values(String column) {
            throw new IllegalStateException(column);
        }
    }
}
