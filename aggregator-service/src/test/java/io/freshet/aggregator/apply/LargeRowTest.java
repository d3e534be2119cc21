package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row whose values are fit one by one, and together more than a row of PostgreSQL can have. */
class LargeRowTest {

    private static final int COLUMNS = 600;
    private static final int SHORT = 20;
    private static final List<String> NAMES =
            IntStream.rangeClosed(1, COLUMNS).mapToObj(number -> "c" + number).toList();

    private final ApplyingWarehouse warehouse =
            new ApplyingWarehouse(
                    "pipeline: sales\ntables:\n  wide: {key: id, columns: {%s}}\n"
                            .formatted(
                                    NAMES.stream()
                                            .map("%s: text"::formatted)
                                            .collect(Collectors.joining(", "))));

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void isHeldWithoutTheLongestOfItsValues() {
        int id = warehouse.register("s", "{}");

        warehouse.apply(ApplyEvents.opened("s", 1), rows());

        assertThat(warehouse.query("select row_key, c1 is null, c600 from sales.wide order by 1"))
                .containsExactly("1|f|y", "2|t|y");
        int held =
                Integer.parseInt(
                        warehouse
                                .query(
                                        "select count(value) from sales.wide as w,"
                                                + " jsonb_each_text(to_jsonb(w)) where row_key = 2 and"
                                                + " key ~ '^c[0-9]+$'")
                                .get(0));
        assertThat(held).isBetween(300, COLUMNS - 100);
        assertThat(
                        warehouse.query(
                                "select row_key, split_part(reason, ':', 1), count(*) from freshet.quarantine where source_id = %d group by 1, 2"
                                        .formatted(id)))
                .containsExactly("2|refused-by-warehouse|" + (COLUMNS - held));
    }

    /** One row of short values, and one of which all but a few are long. */
    private static RowsRead rows() {
        Random random = new Random(1);
        String[][] values = new String[COLUMNS][];
        for (int column = 0; column < COLUMNS; column++) {
            boolean isShort = column >= COLUMNS - SHORT;
            values[column] = new String[] {isShort ? "y" : "x", isShort ? "y" : lengthy(random)};
        }
        long[] keys = {1, 2};
        long[] times = {RowBlock.NO_TIME, RowBlock.NO_TIME};
        return new RowsRead(
                new Position("s", 1, 1),
                new TableId("sales", "wide"),
                new RowBlock(NAMES, 1_795_435_200_000_000L, keys, keys.clone(), times, values));
    }

    private static String lengthy(Random random) {
        return random.ints(4_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
