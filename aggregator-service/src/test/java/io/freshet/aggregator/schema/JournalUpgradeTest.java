package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change of the definition does to held rows is journalled as any other change is. */
class JournalUpgradeTest {

    private static final String ARCHIVED = PreparedWarehouse.PLAIN + "archive: true\n";

    private final PreparedWarehouse warehouse = new PreparedWarehouse();

    @AfterEach
    void drop() {
        warehouse.close();
    }

    private List<String> newest() {
        return warehouse.query(
                "select row_key || ' ' || present || ' ' || \"row\" from freshet.row_change"
                        + " where version = (select version from freshet.applied) order by change_id");
    }

    @Test
    void rowsComeWhenItBeginsChangeWithWhatIsDerivedAndGoWithTheirTable() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(ARCHIVED);

        // Then
        assertThat(newest())
                .containsExactly(
                        "1 true {\"area\": \"a\", \"amount\": 1.5}",
                        "2 true {\"area\": \"a\", \"amount\": 2.25}",
                        "3 true {\"area\": \"b\", \"amount\": null}");

        // When
        warehouse.prepare(ARCHIVED);
        warehouse.prepare(
                ARCHIVED.replace("missing: [NA]", "missing: [NA]\n    derive: {b: area}"));

        // Then
        assertThat(newest())
                .containsExactly(
                        "1 true {\"b\": \"a\", \"area\": \"a\", \"amount\": 1.5}",
                        "2 true {\"b\": \"a\", \"area\": \"a\", \"amount\": 2.25}",
                        "3 true {\"b\": \"b\", \"area\": \"b\", \"amount\": null}");

        // When
        warehouse.prepare(ARCHIVED.replace("missing: [NA]", "missing: [none]"));

        // Then
        assertThat(
                        warehouse.query(
                                "select row_key || ' ' || present from freshet.row_change order by version, change_id offset 6"))
                .containsExactly("1 false", "2 false", "3 false");

        // When
        warehouse.prepare(PreparedWarehouse.PLAIN);

        // Then
        assertThat(warehouse.query("select pipeline from freshet.journal")).isEmpty();
        assertThat(warehouse.query("select count(*) from freshet.row_change")).containsExactly("9");
    }
}
