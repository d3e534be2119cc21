package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SchemaUpgradeTest {

    private final PreparedWarehouse warehouse = new PreparedWarehouse();

    @AfterEach
    void drop() {
        warehouse.close();
    }

    @Test
    void leavesWhatIsUnchanged() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();
        List<String> catalogue = warehouse.rows("freshet.catalogue");

        // When
        warehouse.prepare(PreparedWarehouse.PLAIN);

        // Then
        assertThat(warehouse.rows("freshet.catalogue")).isEqualTo(catalogue).hasSize(2);
        assertThat(warehouse.rows("sales.by_area")).containsExactly("(1,a,2,40)", "(1,b,1,40)");
        assertThat(warehouse.query("select version from freshet.applied")).containsExactly("40");
    }

    @Test
    void makesAChangedSummaryFromTheRows() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(PreparedWarehouse.PIPELINE.formatted("NA", "amount", ""));

        // Then
        assertThat(warehouse.rows("sales.by_area"))
                .containsExactly("(1,a,2,2,3.75,41)", "(1,b,1,0,0,41)");
        assertThat(
                        warehouse.query(
                                "select fence || ' ' || sequence || ' ' || version from freshet.applied"))
                .containsExactly("3 17 41");
        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("3");
    }

    @Test
    void makesANewSummaryAndDropsAFormerOne() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(PreparedWarehouse.PLAIN.replace("by_area", "per_area"));

        // Then
        assertThat(warehouse.rows("sales.per_area")).containsExactly("(1,a,2,41)", "(1,b,1,41)");
        assertThat(warehouse.query("select to_regclass('sales.by_area')::text"))
                .containsExactly((String) null);
    }

    @Test
    void setsSourcesBackWhenRowsMustBeReadAgain() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(PreparedWarehouse.PIPELINE.formatted("NA, none", "", ""));

        // Then
        for (String table :
                List.of(
                        "sales.orders",
                        "sales.by_area",
                        "freshet.key_range",
                        "freshet.table_mark",
                        "freshet.quarantine")) {
            assertThat(warehouse.rows(table)).as(table).isEmpty();
        }
        assertThat(
                        warehouse.query(
                                "select fence || ' ' || coalesce(owner, 'nobody') || ' ' || (expires_at < now()) from freshet.source_lease"))
                .containsExactly("4 nobody true");
        assertThat(
                        warehouse.query(
                                "select fence || ' ' || sequence || ' ' || version from freshet.applied"))
                .containsExactly("4 0 41");
    }

    @Test
    void leavesATableThatSomebodyElseMade() {
        // Given
        warehouse.database.execute(
                "create schema sales authorization " + warehouse.owner().username(),
                "create table sales.orders (precious int)");

        // Then
        assertThatThrownBy(() -> warehouse.prepare(PreparedWarehouse.PLAIN))
                .hasMessageContaining("orders")
                .hasMessageContaining("not one that Freshet made");
        assertThat(warehouse.rows("sales.orders")).isEmpty();
    }

    @Test
    void servesSeveralReplicasThatStartAtOnce() throws Exception {
        // Given
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        Callable<Void> start =
                () -> {
                    warehouse.prepare(PreparedWarehouse.PLAIN);
                    return null;
                };

        // When
        List<Future<Void>> starts = replicas.invokeAll(List.of(start, start, start, start));
        replicas.shutdown();

        // Then
        for (Future<Void> each : starts) {
            each.get();
        }
        assertThat(warehouse.rows("freshet.catalogue")).hasSize(2);
    }
}
