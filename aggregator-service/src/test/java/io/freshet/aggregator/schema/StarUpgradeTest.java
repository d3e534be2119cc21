package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Star tables follow a changed definition as far as nothing of what they hold is lost. */
class StarUpgradeTest {

    private static final String STAR =
            PreparedWarehouse.PLAIN
                    + """
                    warehouse:
                      schema: stars
                      tables:
                        dim_order: {of: orders, key: number, columns: {number: {type: integer, value: id}, area: varchar}}
                        fact_order:
                          of: orders
                          key: id
                          version: record_id
                          columns:
                            id: {type: integer, references: dim_order}
                            amount: {type: "numeric(10,2)", null: true}
                    """;

    private final PreparedWarehouse warehouse = new PreparedWarehouse();

    @BeforeEach
    void fill() {
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();
        warehouse.prepare(STAR);
    }

    @AfterEach
    void drop() {
        warehouse.close();
    }

    @Test
    void areMadeOfTheRowsHeldOutliveThemAndGetFurtherColumns() {
        assertThat(warehouse.rows("stars.fact_order"))
                .containsExactly("(1,1,1.50)", "(2,2,2.25)", "(3,3,)");
        assertThat(warehouse.rows("stars.dim_order")).containsExactly("(1,a)", "(2,a)", "(3,b)");
        assertThat(warehouse.rows("stars.fact_order_current")).hasSize(3);

        String more =
                STAR.replace(
                                "area: varchar}",
                                "area: varchar, size: {type: varchar, value: \"case when amount > 2 then 'large' end\"}}")
                        + "        half: {type: numeric, null: true, value: amount / 2}\n";
        warehouse.prepare(more);
        warehouse.prepare(more);

        assertThat(warehouse.rows("stars.fact_order"))
                .containsExactly(
                        "(1,1,1.50,0.75000000000000000000)",
                        "(2,2,2.25,1.12500000000000000000)",
                        "(3,3,,)");
        assertThat(warehouse.rows("stars.dim_order"))
                .containsExactly("(1,a,unknown)", "(2,a,large)", "(3,b,unknown)");
        assertThat(
                        warehouse.query(
                                "select half is null from stars.fact_order_current where id = 1"))
                .containsExactly("f");

        // the rows held go, and are read again
        warehouse.prepare(more.replace("missing: [NA]", "missing: [none]"));

        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("0");
        assertThat(warehouse.rows("stars.fact_order")).hasSize(3);

        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.prepare(more);

        assertThat(warehouse.rows("stars.fact_order")).hasSize(3);
    }

    @Test
    void whatWouldLoseSomethingIsRefusedWithWhatToDo() {
        assertThatThrownBy(
                        () ->
                                warehouse.prepare(
                                        STAR.replace("numeric(10,2)", "integer")
                                                .replace(
                                                        "{type: \"integer\", null: true}",
                                                        "{type: integer, null: true, value: amount::bigint}")))
                .hasMessageStartingWith(
                        "stars.fact_order: amount is numeric(10,2) null in the warehouse and integer null in the definition.")
                .hasMessageContaining("add a column under another name");
        assertThatThrownBy(
                        () ->
                                warehouse.prepare(
                                        STAR + "        more: {type: numeric, value: amount}\n"))
                .hasMessageContaining("without null: true");
        assertThatThrownBy(() -> warehouse.prepare(STAR.replace(", area: varchar", "")))
                .hasMessageContaining(
                        "stars.dim_order: area is varchar in the warehouse and not there");
        assertThat(warehouse.rows("stars.fact_order")).hasSize(3);
    }

    @Test
    void whatSomebodyDroppedIsMadeAgainOfTheRowsHeld() {
        warehouse.database.execute("drop schema stars cascade");

        warehouse.prepare(STAR);

        assertThat(warehouse.rows("stars.fact_order_current")).hasSize(3);
        assertThat(
                        warehouse.query(
                                "select max(version) = (select version from freshet.applied) from freshet.row_change"))
                .containsExactly("t");
    }
}
