package io.freshet.charts.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.SumAggregate;
import io.freshet.pipeline.SummedColumn;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final List<Aggregate> PRICE =
            List.of(new SumAggregate(SummedColumn.of("price")));

    private final Summary<Long> summary = Summary.inOrder(PRICE);

    private static List<BigDecimal> state(long count, String sum) {
        return List.of(BigDecimal.valueOf(count), new BigDecimal(sum));
    }

    private static GroupFigures figures(long rows, String sum) {
        return new GroupFigures(PRICE, rows, List.of(state(rows, sum)));
    }

    @Test
    void statesOfSourcesAreAddedUpExactly() {
        summary.put(1, 0L, figures(1, "0.1"));
        summary.put(2, 0L, figures(1, "0.2"));
        summary.put(2, 900L, figures(1, "1e-30"));
        summary.put(1, 0L, figures(2, "-0.1"));

        assertThat(summary.total().rows()).isEqualTo(4);
        assertThat(summary.total().states().get(0).get(1))
                .isEqualByComparingTo("0.100000000000000000000000000001");
        assertThat(summary.totals().get(0L).states().get(0)).isEqualTo(state(3, "0.1"));
        assertThat(summary.rowsOf(1)).isEqualTo(2);
        assertThat(summary.rowsOf(2)).isEqualTo(2);
        assertThat(summary.rowsOf(3)).isZero();
    }

    @Test
    void aStateThatIsTakenTwiceChangesNothing() {
        summary.put(1, 0L, figures(3, "7"));
        summary.put(1, 0L, figures(3, "7"));

        assertThat(summary.total().rows()).isEqualTo(3);
        assertThat(summary.totals().get(0L).states().get(0).get(1)).isEqualByComparingTo("7");
    }

    @Test
    void aSourceThatIsForgottenIsInNoFigureUntilItIsTakenAnew() {
        summary.put(1, 0L, figures(3, "7"));
        summary.put(2, 0L, figures(1, "1"));
        summary.put(2, 900L, figures(1, "1"));
        long revision = summary.revision();

        summary.forget(2);
        summary.forget(3);

        assertThat(summary.total().rows()).isEqualTo(3);
        assertThat(summary.totals().get(0L).states().get(0)).isEqualTo(state(3, "7"));
        assertThat(summary.totals().get(900L).rows()).isZero();
        assertThat(summary.rowsOf(2)).isZero();
        assertThat(summary.revision()).isGreaterThan(revision);

        summary.put(2, 0L, figures(1, "1"));

        assertThat(summary.total().rows()).isEqualTo(4);
        assertThat(summary.rowsOf(2)).isOne();
    }

    @Test
    void whatIsForgottenIsInNoFigure() {
        summary.put(1, 0L, figures(3, "7"));
        summary.put(1, 900L, figures(1, "1"));
        long revision = summary.revision();

        summary.forgetBefore(900L);

        assertThat(summary.totals()).containsOnlyKeys(900L);
        assertThat(summary.total().rows()).isOne();
        assertThat(summary.rowsOf(1)).isOne();
        assertThat(summary.revision()).isGreaterThan(revision);
    }

    @Test
    void whoListensLateIsToldOfAllThatIsHeld() {
        Summary<Long> many = Summary.ofMany(PRICE);
        many.put(1, 0L, figures(3, "7"));
        many.put(2, 0L, figures(1, "1"));
        many.put(2, 900L, figures(1, "1"));
        many.remove(2, 900L);
        Map<Long, Long> rows = new HashMap<>();

        many.tell(
                new Summary.Listener<>() {
                    @Override
                    public void changed(Long key, GroupFigures before, GroupFigures after) {
                        rows.merge(key, after.rows() - before.rows(), Long::sum);
                    }

                    @Override
                    public void cleared() {
                        rows.clear();
                    }
                });

        assertThat(rows).containsExactly(Map.entry(0L, 4L));
        assertThat(many.size()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(many::totals);
    }
}
