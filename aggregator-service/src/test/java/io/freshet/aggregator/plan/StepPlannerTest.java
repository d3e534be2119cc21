package io.freshet.aggregator.plan;

import static io.freshet.aggregator.plan.PlannedRows.ORDERS;
import static io.freshet.aggregator.plan.PlannedRows.PAYMENTS;
import static io.freshet.aggregator.plan.PlannedRows.VISITS;
import static io.freshet.aggregator.plan.PlannedRows.rows;
import static io.freshet.aggregator.plan.PlannedRows.state;
import static io.freshet.aggregator.plan.PlannedRows.upsert;
import static io.freshet.aggregator.plan.PlannedRows.written;
import static io.freshet.aggregator.plan.PlannedRows.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.normalise.RejectedValue;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As few statements as order allows, and of each row its newest state. */
class StepPlannerTest {

    private final StepPlanner planner = new StepPlanner();
    private long sequence;

    private Position next() {
        return new Position("fra", 1, ++sequence);
    }

    private void read(int source, TablePlan plan, NormalisedRows rows) {
        planner.add(source, new PreparedChange.Rows(next(), plan, rows, 1));
    }

    private void range(int source, KeyRange range, NormalisedRows rows, boolean refilled) {
        planner.add(source, new PreparedChange.Range(next(), ORDERS, range, rows, refilled, 1));
    }

    private void gone(int source, TablePlan plan, long... keys) {
        planner.add(source, new PreparedChange.Gone(plan, new RowsGone(next(), plan.id(), keys)));
    }

    @Test
    void rowsOfOneTableTravelTogether() {
        read(1, ORDERS, rows(0, 1, 2));
        read(2, ORDERS, rows(0, 1));
        read(1, VISITS, rows(0, 9));
        read(1, ORDERS, rows(0, 3));

        List<Step> steps = planner.finish();

        assertThat(steps).hasSize(2);
        assertThat(upsert(steps.get(0)).plan()).isSameAs(ORDERS);
        assertThat(upsert(steps.get(0)).repair()).isFalse();
        assertThat(written(upsert(steps.get(0)).rows()))
                .containsExactly("1: 1=1", "1: 2=2", "2: 1=1", "1: 3=3");
        assertThat(upsert(steps.get(1)).plan()).isSameAs(VISITS);
        assertThat(written(upsert(steps.get(1)).rows())).containsExactly("1: 9=9");
    }

    @Test
    void nothingIsPlannedForEventsWithoutRows() {
        planner.add(1, new PreparedChange.Opened(next(), true));
        planner.add(1, new PreparedChange.Passed(next()));
        read(1, ORDERS, rows(0));

        assertThat(planner.finish()).isEmpty();
    }

    @Test
    void ofAKeyTheNewestStateIsWritten() {
        read(1, ORDERS, rows(0, 5, 1, 7));
        read(1, ORDERS, rows(100, 1));
        read(2, ORDERS, rows(0, 1));
        read(1, ORDERS, rows(200, 5, 9));

        UpsertRows rows = upsert(planner.finish().get(0)).rows();

        assertThat(written(rows))
                .containsExactly("1: 5=205", "1: 1=101", "1: 7=7", "2: 1=1", "1: 9=209");
        assertThat(rows.digest(0)).isEqualTo(205);
        assertThat(rows.digest(1)).isEqualTo(101);
    }

    @Test
    void aKeyThatComesTwiceInARowIsFoundToo() {
        read(1, ORDERS, rows(0, 1, 2));
        read(1, ORDERS, rows(100, 2, 3));

        assertThat(written(upsert(planner.finish().get(0)).rows()))
                .containsExactly("1: 1=1", "1: 2=102", "1: 3=103");
    }

    @Test
    void aKeyThatComesTwiceAndAloneIsFoundToo() {
        read(1, ORDERS, rows(0, 2));
        read(1, ORDERS, rows(100, 2));

        assertThat(written(upsert(planner.finish().get(0)).rows())).containsExactly("1: 2=102");
    }

    @Test
    void aTimeThatWasOnlyObservedStaysThatOfTheFirstState() {
        read(1, ORDERS, state(false, 1_000, 0, 1));
        read(1, ORDERS, state(false, 2_000, 100, 1));

        assertThat(upsert(planner.finish().get(0)).rows().time(0)).isEqualTo(1_000);
    }

    @Test
    void aTimeOfTheSourcesOwnIsThatOfTheNewestState() {
        read(1, ORDERS, state(true, 1_000, 0, 1, 2));
        read(1, ORDERS, state(true, 2_000, 100, 1));
        read(1, ORDERS, state(true, RowBlock.NO_TIME, 100, 2));

        UpsertRows rows = upsert(planner.finish().get(0)).rows();
        assertThat(rows.time(0)).isEqualTo(2_000);
        assertThat(rows.time(1)).isNull();
    }

    @Test
    void whatIsQuarantinedIsThatOfTheNewestState() {
        read(1, ORDERS, rows(0, 9));
        read(1, ORDERS, wrong(5, "much"));
        read(1, ORDERS, wrong(7, "more"));
        read(1, ORDERS, rows(0, 5));
        read(1, ORDERS, wrong(9, "most"));

        UpsertRows rows = upsert(planner.finish().get(0)).rows();

        assertThat(written(rows)).containsExactly("1: 9=null", "1: 5=5", "1: 7=null");
        assertThat(rows.rejected())
                .extracting(RejectedValue::row, RejectedValue::value)
                .containsExactlyInAnyOrder(tuple(2, "more"), tuple(0, "most"));
    }

    @Test
    void whatIsQuarantinedKeepsItsPlaceWhereKeysComeInOrder() {
        read(1, ORDERS, rows(0, 1, 2));
        read(1, ORDERS, wrong(3, "much"));
        read(1, ORDERS, rows(0, 4));

        UpsertRows rows = upsert(planner.finish().get(0)).rows();

        assertThat(written(rows)).containsExactly("1: 1=1", "1: 2=2", "1: 3=null", "1: 4=4");
        assertThat(rows.rejected()).extracting(RejectedValue::row).containsExactly(2);
    }

    @Test
    void aRangeSettlesWhatCameBeforeIt() {
        KeyRange keys = new KeyRange(0, 9);
        read(1, ORDERS, rows(0, 1, 20));
        read(1, VISITS, rows(0, 1));
        NormalisedRows found = rows(100, 1, 2);
        range(1, keys, found, false);
        read(1, ORDERS, rows(200, 3));

        List<Step> steps = planner.finish();

        assertThat(steps).hasSize(5);
        assertThat(written(upsert(steps.get(0)).rows())).containsExactly("1: 1=1", "1: 20=20");
        assertThat(steps.get(1)).isEqualTo(new Step.DeleteOthers(ORDERS, 1, keys, found));
        assertThat(written(upsert(steps.get(2)).rows())).containsExactly("1: 1=101", "1: 2=102");
        assertThat(upsert(steps.get(2)).repair()).isTrue();
        assertThat(upsert(steps.get(3)).plan()).isSameAs(VISITS);
        assertThat(written(upsert(steps.get(4)).rows())).containsExactly("1: 3=203");
    }

    @Test
    void anEmptyRangeOnlyDeletes() {
        NormalisedRows none = rows(0);
        range(2, KeyRange.ALL, none, false);

        assertThat(planner.finish())
                .containsExactly(new Step.DeleteOthers(ORDERS, 2, KeyRange.ALL, none));
    }

    @Test
    void goneKeysSettleWhatCameBeforeThem() {
        read(1, ORDERS, rows(0, 1));
        gone(1, ORDERS, 1, 5);
        gone(2, VISITS, 7);

        List<Step> steps = planner.finish();

        assertThat(steps).hasSize(3);
        assertThat(steps.get(0)).isInstanceOf(Step.Upsert.class);
        assertThat(steps.get(1))
                .isInstanceOfSatisfying(
                        Step.DeleteKeys.class,
                        step -> {
                            assertThat(step.plan()).isSameAs(ORDERS);
                            assertThat(step.source()).isEqualTo(1);
                            assertThat(step.gone().keys()).containsExactly(1, 5);
                        });
        assertThat(steps.get(2))
                .isInstanceOfSatisfying(
                        Step.DeleteKeys.class, step -> assertThat(step.source()).isEqualTo(2));
    }

    @Test
    void aDoubtedRangeSettlesWhatCameBeforeIt() {
        KeyRange keys = new KeyRange(1_024, 2_047);
        read(1, ORDERS, rows(0, 1));
        planner.add(1, new PreparedChange.Doubted(next(), ORDERS, keys));

        List<Step> steps = planner.finish();

        assertThat(steps).hasSize(2);
        assertThat(steps.get(1)).isEqualTo(new Step.SumAgain(ORDERS, 1, keys));
    }

    @Test
    void aRangeIsWideWhereItMayHoldMoreRowsThanAreDeletedAtOnce() {
        NormalisedRows none = rows(0);
        long most = AggregatorLimits.ROWS_DELETED_AT_ONCE;

        assertThat(new Step.DeleteOthers(ORDERS, 1, new KeyRange(1, most), none).isWide())
                .isFalse();
        assertThat(new Step.DeleteOthers(ORDERS, 1, new KeyRange(0, most), none).isWide()).isTrue();
        assertThat(new PreparedChange.Range(next(), ORDERS, KeyRange.ALL, none, false, 1).size())
                .isEqualTo(AggregatorLimits.ROWS_DELETED_AT_ONCE);
        assertThat(
                        new PreparedChange.Range(
                                        next(), ORDERS, new KeyRange(1, 9), rows(0, 4), false, 1)
                                .size())
                .isOne();
    }

    @Test
    void whereEveryStateIsKeptAnotherStateOfARowIsAnotherStep() {
        read(1, PAYMENTS, rows(0, 1, 2));
        read(1, PAYMENTS, rows(0, 3));
        read(2, PAYMENTS, rows(0, 3));
        read(1, VISITS, rows(0, 1));
        read(1, PAYMENTS, rows(100, 4, 3));
        read(1, PAYMENTS, rows(200, 1));
        read(1, PAYMENTS, rows(300, 4));

        assertThat(planner.finish())
                .extracting(step -> written(upsert(step).rows()))
                .containsExactly(
                        List.of("1: 1=1", "1: 2=2", "1: 3=3", "2: 3=3"),
                        List.of("1: 4=104", "1: 3=103", "1: 1=201"),
                        List.of("1: 1=1"),
                        List.of("1: 4=304"));
    }
}
