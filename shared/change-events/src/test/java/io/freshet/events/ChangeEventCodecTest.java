package io.freshet.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeEventCodecTest {

    private static final TableId TABLE = new TableId("shop", "orders");

    @Test
    void carriesRowsUnchanged() throws Exception {
        RowsRead rows = new RowsRead(new Position("s1", 3, 17), TABLE, hostileRows());

        ChangeEvent decoded = ChangeEventCodec.decode(ChangeEventCodec.encode(rows));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(rows);
    }

    @Test
    void carriesRangesUnchanged() throws Exception {
        RangeRead range =
                new RangeRead(
                        new Position("s1", 3, 18),
                        TABLE,
                        new KeyRange(Long.MIN_VALUE, 1_023),
                        RowBlock.empty(List.of("a", "b"), 5),
                        true);

        ChangeEvent decoded = ChangeEventCodec.decode(ChangeEventCodec.encode(range));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(range);
    }

    @Test
    void carriesTheOpeningOfAnEpoch() throws Exception {
        EpochOpened opened = new EpochOpened(new Position("s1", 4, 0));

        assertThat(ChangeEventCodec.decode(ChangeEventCodec.encode(opened))).isEqualTo(opened);
    }

    @Test
    void carriesTheRevisionThatAnEpochIsToBeUnderstoodBy() throws Exception {
        EpochOpened opened =
                new EpochOpened(new Position("s1", 4, 0), OptionalLong.of(Long.MIN_VALUE));

        assertThat(ChangeEventCodec.decode(ChangeEventCodec.encode(opened))).isEqualTo(opened);
    }

    @Test
    void carriesKeysThatAreGone() throws Exception {
        RowsGone gone =
                new RowsGone(
                        new Position("s1", 3, 19),
                        TABLE,
                        LongStream.of(Long.MAX_VALUE, -5, Long.MIN_VALUE).toArray());

        ChangeEvent decoded = ChangeEventCodec.decode(ChangeEventCodec.encode(gone));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(gone);
    }

    @Test
    void carriesADoubtedRange() throws Exception {
        RangeDoubted doubted =
                new RangeDoubted(new Position("s1", 3, 20), TABLE, new KeyRange(-1_024, -1));

        assertThat(ChangeEventCodec.decode(ChangeEventCodec.encode(doubted))).isEqualTo(doubted);
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() {
        assertUnreadable("{\"version\":2,\"kind\":\"opened\"}", "version 2 of the change event");
        assertUnreadable("{\"kind\":\"opened\",\"source\":\"a\"}", "version 0 of the change event");
    }

    @Test
    void refusesWhatIsNoEvent() {
        assertUnreadable("", "not a change event");
        assertUnreadable("[]", "expected START_OBJECT");
        assertUnreadable("{\"version\":1}", "no kind or no source");
        assertUnreadable(
                "{\"version\":1,\"kind\":\"x\",\"source\":\"a\",\"fence\":1}", "no such kind");
        assertUnreadable(
                """
                {"version":1,"kind":"rows","source":"a","fence":1,"pipeline":"p","table":"t",
                 "columns":["c"],"keys":[1,2],"digests":[1],"times":[null,null],
                 "values":[[null,null]]}""",
                "row counts differ");
        assertUnreadable(
                """
                {"version":1,"kind":"gone","source":"a","fence":1,"pipeline":"p","table":"t",
                 "keys":[]}""",
                "no keys");
        assertUnreadable(
                """
                {"version":1,"kind":"doubted","source":"a","fence":1,"pipeline":"p","table":"t",
                 "low":1,"high":0}""",
                "empty key range");
    }

    @Test
    void ignoresFieldsThatAreAddedLater() throws Exception {
        String text =
                """
                {"version":1,"kind":"opened","more":{"a":[1]},"source":"s","fence":1,"sequence":0}""";

        assertThat(ChangeEventCodec.decode(text.getBytes(UTF_8)))
                .isEqualTo(new EpochOpened(new Position("s", 1, 0)));
    }

    @Test
    void carriesStatusUnchanged() throws Exception {
        SourceStatus status =
                new SourceStatus(
                        new Position("s1", 2, 9),
                        123,
                        SourceState.DRIFTED,
                        "no column",
                        7,
                        1,
                        2,
                        5,
                        3,
                        "orders: reading, 40 %",
                        List.of(
                                new TableStatus(
                                        "items", SourceState.DRIFTED, "no column größe", 123),
                                new TableStatus("parts", SourceState.CATCHING_UP, "", 0)));

        assertThat(SourceStatusCodec.decode(SourceStatusCodec.encode(List.of(status, status))))
                .containsExactly(status, status);
    }

    @Test
    void spreadsSourcesOverAllPartitions() {
        assertThat(
                        IntStream.range(0, 100)
                                .mapToObj(i -> BusTopology.partitionOf("source-" + i))
                                .distinct()
                                .sorted())
                .containsExactly(0, 1, 2, 3);
    }

    private static RowBlock hostileRows() {
        return new RowBlock(
                List.of("a", "b"),
                1_700_000_000_000_000L,
                new long[] {1, Long.MAX_VALUE, -5},
                new long[] {Long.MIN_VALUE, 0, -1},
                new long[] {RowBlock.NO_TIME, 1_700_000_000_000_000L, 0},
                new String[][] {
                    {null, "", "'; drop table x; -- \"quoted\" \n\t\u0001 \u0663"},
                    {"NA", " 1.5 ", "x".repeat(1_000_000)}
                });
    }

    private static void assertUnreadable(String text, String reason) {
        assertThatThrownBy(() -> ChangeEventCodec.decode(text.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(reason);
    }
}
