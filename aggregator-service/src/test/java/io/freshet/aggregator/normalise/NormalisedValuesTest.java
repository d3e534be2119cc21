package io.freshet.aggregator.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows keep of the source's, and what their values become one by one. */
class NormalisedValuesTest {

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: sales
                            tables:
                              orders:
                                key: id
                                missing: [NA]
                                columns: {qty: integer, note: text, exact: verbatim, customer: text}
                              customers: {key: name, columns: {name: text, country: text}}
                            joins: {orders.customer: customers}
                            charts:
                              lands: {by: customers.country, values: {qty: sum(orders.qty)}}
                            """));
    private static final RowNormaliser NORMALISER =
            new RowNormaliser(SHOP.tables().get(0), Set.of("note"), Set.of("customer"));
    private static final int QTY = 0;
    private static final int NOTE = 1;
    private static final int EXACT = 2;
    private static final int CUSTOMER = 3;

    private static NormalisedRows rows(long[] times, String[]... values) {
        int rows = times.length;
        long[] keys = new long[rows];
        long[] digests = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = 10L + row;
            digests[row] = 100L + row;
        }
        return NORMALISER.normalise(
                new RowBlock(
                        List.of("qty", "note", "exact", "customer"),
                        0,
                        keys,
                        digests,
                        times,
                        values,
                        true),
                Map.of());
    }

    private static NormalisedRows row(String qty, String note, String exact, String customer) {
        return rows(new long[1], new String[][] {{qty}, {note}, {exact}, {customer}});
    }

    private static NormalisedRows quantities(String... quantities) {
        int rows = quantities.length;
        return rows(
                new long[rows], quantities, new String[rows], new String[rows], new String[rows]);
    }

    @Test
    void keepsKeysDigestsAndTimesOfRows() {
        NormalisedRows rows =
                rows(
                        new long[] {5, RowBlock.NO_TIME},
                        new String[2],
                        new String[2],
                        new String[2],
                        new String[2]);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.key(1)).isEqualTo(11);
        assertThat(rows.digest(1)).isEqualTo(101);
        assertThat(rows.time(0)).isEqualTo(5);
        assertThat(rows.time(1)).isEqualTo(RowBlock.NO_TIME);
        assertThat(rows.ownTimes()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, 0, true",
        "0001-01-01T00:00:00Z, -1, false",
        "9999-12-31T00:00:00Z, 0, true",
        "9999-12-31T00:00:00Z, 1, false"
    })
    void knowsNoTimeBeyondFourDigitsOfAYear(Instant instant, long micros, boolean known) {
        long time = instant.getEpochSecond() * 1_000_000 + micros;

        NormalisedRows rows =
                rows(new long[] {time}, new String[1], new String[1], new String[1], new String[1]);

        assertThat(rows.time(0)).isEqualTo(known ? time : RowBlock.NO_TIME);
    }

    @Test
    void aVerbatimTextIsHeldAsItIs() {
        assertThat(row("1", " x ", " x ", "a").value(NOTE, 0)).isEqualTo("x");
        assertThat(row("1", "x", " x ", "a").value(EXACT, 0)).isEqualTo(" x ");
        assertThat(row("1", "x", "", "a").value(EXACT, 0)).isEmpty();
        assertThat(row("1", "x", "NA", "a").value(EXACT, 0)).isEqualTo("NA");
        assertThat(row("1", "x", null, "a").value(EXACT, 0)).isNull();
    }

    @Test
    void readsTheSameValueAgainWhereItComesAgain() {
        NormalisedRows rows = quantities("1", "1", null, null, "1", " 1", "NA", "NA", "x", "x");

        assertThat(rows.value(QTY, 1)).isEqualTo("1");
        assertThat(rows.value(QTY, 2)).isNull();
        assertThat(rows.value(QTY, 3)).isNull();
        assertThat(rows.value(QTY, 4)).isEqualTo("1");
        assertThat(rows.value(QTY, 5)).isEqualTo("1");
        assertThat(rows.value(QTY, 7)).isNull();
        assertThat(rows.rejected()).extracting(RejectedValue::row).containsExactly(8, 9);
    }

    @Test
    void takesAKeyOfAJoinThatHasNoSpaceAroundIt() {
        assertThat(row("1", "x", "x", "a b").value(CUSTOMER, 0)).isEqualTo("a b");
        assertThat(row("1", "x", "x", "a b").rejected()).isEmpty();
        assertThat(row("1", "x", "x", "a ").rejected())
                .extracting(RejectedValue::reason)
                .containsExactly("not-a-join-key");
        assertThat(row("1", "x", "x", " ").rejected()).as("nothing is no key").isEmpty();
    }

    @Test
    void knowsFromADefinitionWhichKeysRowsAreJoinedBy() {
        RowNormaliser customers = RowNormaliser.of(SHOP, SHOP.tables().get(1));

        NormalisedRows rows =
                customers.normalise(
                        new RowBlock(
                                List.of("name", "country"),
                                0,
                                new long[1],
                                new long[1],
                                new long[1],
                                new String[][] {{"a "}, {"FR "}}),
                        Map.of());

        assertThat(rows.rejected())
                .containsExactly(new RejectedValue(0, "name", "a ", "not-a-join-key"));
        assertThat(rows.value(1, 0)).isEqualTo("FR");
    }

    @Test
    void indexesNoTextThatIsTooLong() {
        String wide = "n".repeat(300);

        assertThat(row("1", wide, "x", "a").value(NOTE, 0)).isNull();
        assertThat(row("1", "x", wide, "a").value(EXACT, 0)).as("not indexed").isEqualTo(wide);
    }

    @Test
    void quarantinesAValueAsFarAsItCanBeStored() {
        int most = AggregatorLimits.QUARANTINED_VALUE;
        String pair = "\ud83d\ude00";

        assertThat(quarantined("x".repeat(most))).isEqualTo("x".repeat(most));
        assertThat(quarantined("x".repeat(most) + "y")).isEqualTo("x".repeat(most));
        assertThat(quarantined("x".repeat(most - 1) + pair)).isEqualTo("x".repeat(most - 1));
        assertThat(quarantined("x".repeat(most - 2) + pair))
                .as("a whole character at the end stays")
                .isEqualTo("x".repeat(most - 2) + pair);
        assertThat(quarantined("a\0b")).isEqualTo("a\ufffdb");
        assertThat(quarantined("")).isEmpty();
    }

    private static String quarantined(String value) {
        return new RejectedValue(3, "qty", value, "not-a-number").value();
    }

    @Test
    void aRejectedValueCanBeThatOfAnotherRow() {
        RejectedValue value = new RejectedValue(3, "qty", "x", "not-a-number");

        assertThat(value.atRow(5)).isEqualTo(new RejectedValue(5, "qty", "x", "not-a-number"));
    }

    @Test
    void stripsWhiteSpaceOfAnyKindFromBothEndsAndNoneFromWithin() {
        assertThat(WhiteSpace.strip("\u00a0\t x y\u2003\n")).isEqualTo("x y");
        assertThat(WhiteSpace.strip(" \u00a0 ")).isEmpty();
        assertThat(WhiteSpace.strip("")).isEmpty();
        assertThat(WhiteSpace.strip("\u007fx\u0080")).as("controls are no space").hasSize(3);
        String bare = "x y";
        assertThat(WhiteSpace.strip(bare)).isSameAs(bare);
    }
}
