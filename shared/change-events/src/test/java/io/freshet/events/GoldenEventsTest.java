package io.freshet.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events on the bus are the same as ever, byte by byte: services of an older version must read what
 * those of a newer one write, and the other way round. The files hold the bytes alone, without a
 * line break at the end, and no test writes them.
 */
class GoldenEventsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final TableId TABLE = new TableId("pisa", "responses");
    private static final List<String> COLUMNS = List.of("cnt", "escs");

    /** What is in each file. */
    private static Map<String, ChangeEvent> events() {
        Map<String, ChangeEvent> events = new TreeMap<>(firstKinds());
        events.put(
                "opened-revision.json",
                new EpochOpened(
                        new Position("alb", 5, 0), OptionalLong.of(-8_070_450_532_247_928_832L)));
        events.put(
                "gone.json",
                new RowsGone(
                        new Position("alb", 5, 1),
                        TABLE,
                        new long[] {1_025, Long.MIN_VALUE, -1, Long.MAX_VALUE}));
        events.put(
                "doubted.json",
                new RangeDoubted(new Position("alb", 5, 2), TABLE, new KeyRange(1_024, 2_047)));
        return events;
    }

    /** Those that there were from the beginning. */
    private static Map<String, ChangeEvent> firstKinds() {
        return new TreeMap<>(
                Map.of(
                        "opened.json", new EpochOpened(new Position("alb", 1, 0)),
                        "opened-late.json",
                                new EpochOpened(new Position("fra-nörd \"2\"", Long.MAX_VALUE, 0)),
                        "rows.json", new RowsRead(new Position("alb", 1, 1), TABLE, ordinaryRows()),
                        "rows-hostile.json",
                                new RowsRead(
                                        new Position("alb", 2, Long.MAX_VALUE),
                                        TABLE,
                                        hostileRows()),
                        "range.json",
                                new RangeRead(
                                        new Position("alb", 3, 18),
                                        TABLE,
                                        new KeyRange(1_024, 2_047),
                                        ordinaryRows(),
                                        false),
                        "range-empty.json",
                                new RangeRead(
                                        new Position("alb", 3, 19),
                                        TABLE,
                                        KeyRange.ALL,
                                        RowBlock.empty(COLUMNS, 1_774_982_400_000_000L),
                                        true)));
    }

    private static List<SourceStatus> statuses() {
        return Arrays.stream(SourceState.values())
                .map(
                        state ->
                                state == SourceState.CATCHING_UP
                                        ? new SourceStatus(
                                                new Position("new", 1, 0),
                                                0,
                                                state,
                                                "",
                                                Long.MIN_VALUE,
                                                0,
                                                0,
                                                0,
                                                0)
                                        : new SourceStatus(
                                                new Position(state.text(), 7, 42),
                                                1_774_982_400_123_456L,
                                                state,
                                                "column \"größe\" is gone – or renamed",
                                                315_001,
                                                12,
                                                3,
                                                1_774_982_000_000_000L,
                                                5))
                .toList();
    }

    private static Stream<String> eventFiles() {
        return events().keySet().stream();
    }

    @Test
    void thereIsOneOfEachKind() {
        assertThat(events().values())
                .extracting(ChangeEventCodec::kindOf)
                .containsAll(ChangeEventCodec.kinds());
    }

    @ParameterizedTest
    @MethodSource("eventFiles")
    void eventsAreWrittenAsEver(String file) throws Exception {
        assertHolds(file, ChangeEventCodec.encode(events().get(file)));
    }

    @ParameterizedTest
    @MethodSource("eventFiles")
    void eventsAreReadAsEver(String file) throws Exception {
        assertThat(ChangeEventCodec.decode(Files.readAllBytes(FOLDER.resolve(file))))
                .usingRecursiveComparison()
                .isEqualTo(events().get(file));
    }

    @Test
    void statusMessagesAreWrittenAsEver() throws Exception {
        assertHolds("status.json", SourceStatusCodec.encode(statuses()));
    }

    @Test
    void statusMessagesAreReadAsEver() throws Exception {
        assertThat(SourceStatusCodec.decode(Files.readAllBytes(FOLDER.resolve("status.json"))))
                .isEqualTo(statuses());
    }

    private static RowBlock ordinaryRows() {
        return new RowBlock(
                COLUMNS,
                1_774_982_400_000_000L,
                new long[] {1_024, 1_025, 2_047},
                new long[] {-3_141_592_653_589_793_238L, 0, 2_718_281_828_459_045_235L},
                new long[] {1_774_982_399_999_999L, RowBlock.NO_TIME, 1_774_982_400_000_001L},
                new String[][] {{"ALB", "ALB", "NA"}, {"0.1234", null, "-1.5"}});
    }

    private static RowBlock hostileRows() {
        return new RowBlock(
                List.of("", "a \"b\" ü"),
                0,
                new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE},
                new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE},
                new long[] {Long.MIN_VALUE + 1, 0, Long.MAX_VALUE},
                new String[][] {
                    {null, "", " "},
                    {"\"\\/\b\f\n\r\t\u0001\u001f\u007f", "é \u0663 \u20ac \u2028", "\ud83d\ude00"}
                });
    }

    private static void assertHolds(String file, byte[] bytes) throws Exception {
        assertThat(FOLDER.resolve(file))
                .as("should hold: %s", new String(bytes, StandardCharsets.UTF_8))
                .hasBinaryContent(bytes);
    }
}
