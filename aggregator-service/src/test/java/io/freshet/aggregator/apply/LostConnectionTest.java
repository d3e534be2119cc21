package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.events.ChangeEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an applier remembers of a warehouse: its connection, and which sources there are. */
class LostConnectionTest extends OverSales {

    private static final int MORE_THAN_THE_POOL_HAS = 6;

    private static void cutConnections() {
        warehouse.query(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                        + " where datname = current_database() and usename <> current_user");
    }

    @Test
    @Timeout(30)
    void aConnectionThatWasCutIsNoFaultOfTheEvents() {
        ChangeEvent event = rows(source, 1, 1, Order.of(1, "FR", "1"));
        cutConnections();

        assertThatThrownBy(() -> warehouse.apply(event))
                .isInstanceOfSatisfying(
                        WarehouseException.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isNotIn(
                                                WarehouseException.Kind.DATA,
                                                WarehouseException.Kind.HELD));

        warehouse.apply(event);
        assertThat(applied.byArea()).isEqualTo("FR|1|1|1");
    }

    @Test
    @Timeout(30)
    void sourcesAreAskedForAgainAfterAFailure() throws UnfitChangeException {
        List<PreparedChange> changes =
                warehouse.prepared(opened(source, 2), rows(source, 2, 1, Order.of(1, "FR", "1")));
        // as in a warehouse that was restored while this runs
        int other = applied.id() + 1_000;
        warehouse.run(
                ("delete from freshet.applied where source_id = %1$d; update freshet.source set name"
                                + " = name || '_once' where id = %1$d; insert into freshet.source (id, name,"
                                + " pipeline, attributes) overriding system value select %2$d, '%3$s', pipeline,"
                                + " attributes from freshet.source where id = %1$d")
                        .formatted(applied.id(), other, source));
        cutConnections();
        assertThatThrownBy(() -> warehouse.applier.apply(changes))
                .isInstanceOf(WarehouseException.class);

        warehouse.applier.apply(changes);

        assertThat(new SourceInWarehouse(warehouse, source, other).byArea()).isEqualTo("FR|1|1|1");
    }

    @Test
    void eventsOfASourceThatTheWarehouseDoesNotKnowArePassedOver() {
        warehouse.apply(
                gone("nobody", 1, 1, 5),
                gone("nobody", 1, 2, 6),
                rows(source, 1, 1, Order.of(1, "FR", "1")));

        assertThat(applied.byArea()).isEqualTo("FR|1|1|1");
        assertThat(warehouse.query("select count(*) from freshet.source where name = 'nobody'"))
                .containsExactly("0");
    }

    @Test
    @Timeout(30)
    void anApplierThatIsClosedGivesItsConnectionBack() {
        for (int sequence = 1; sequence <= MORE_THAN_THE_POOL_HAS; sequence++) {
            warehouse.apply(rows(source, 1, sequence, Order.of(sequence, "FR", "1")));
            warehouse.applier.close();
        }

        assertThat(applied.byArea()).isEqualTo("FR|6|6|6");
    }
}
