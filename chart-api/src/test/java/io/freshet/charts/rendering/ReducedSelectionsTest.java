package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.Selection;
import io.freshet.charts.source.SourceAge;
import io.freshet.charts.time.TestClock;
import io.freshet.events.SourceState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for what does not exist take no memory, and cost no more than those for what does. */
class ReducedSelectionsTest {

    private static final int KEPT = 2;
    private static final Instant SUMMER = Instant.parse("2026-07-01T12:30:00Z");
    private static final Instant CLOCKS_CHANGED = Instant.parse("2026-10-25T12:30:00Z");

    private final GroupsRendering groups =
            new GroupsRendering(List.of(group("FRA"), group("GBR"), group("ITA")), KEPT);

    @Test
    void codesThatNothingHasMakeNoBodyOfTheirOwn() {
        Body none = groups.body(codes("AAA"));

        for (int i = 0; i < 100; i++) {
            assertThat(groups.body(codes("A" + i, "B" + i))).isSameAs(none);
        }
        assertThat(text(none)).doesNotContain("id");
        Body french = groups.body(codes("FRA"));
        assertThat(groups.body(codes("FRA", "XXX"))).isSameAs(french);
        assertThat(text(french)).contains("FRA").doesNotContain("GBR");
    }

    @Test
    void allCodesAreTheWholeChart() {
        assertThat(groups.body(codes("ITA", "FRA", "XXX", "GBR")))
                .isSameAs(groups.body(Selection.ALL));
    }

    @Test
    void agesOfSourcesThatDoNotExistAreNotRenderedEach() {
        FreshnessRendering ages =
                new FreshnessRendering(
                        List.of(age("FRA"), age("GBR")), "rows", new TestClock(SUMMER), KEPT);
        Body none = ages.body(codes("AAA"));

        for (int i = 0; i < 100; i++) {
            assertThat(ages.body(codes("A" + i))).isSameAs(none);
        }
        assertThat(ages.body(codes("FRA", "XXX"))).isSameAs(ages.body(codes("FRA")));
        assertThat(ages.body(codes("FRA", "GBR"))).isNotSameAs(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Rome", "Africa/Cairo", "UTC+3", "GMT+03:00", "Asia/Baghdad"})
    void zonesWhoseClocksShowTheSameShareABody(String zone) {
        SeriesRendering series = series(SUMMER);
        String offset = ZoneId.of(zone).getRules().getOffset(SUMMER).getId();

        assertThat(series.body(hours(zone))).isSameAs(series.body(hours(offset)));
    }

    @Test
    void zonesWhoseClocksChangeMeanwhileDoNot() {
        SeriesRendering series = series(CLOCKS_CHANGED);

        Body paris = series.body(hours("Europe/Paris"));

        assertThat(text(paris)).contains("02:00+02:00").contains("02:00+01:00");
        assertThat(paris).isNotSameAs(series.body(hours("+01:00")));
    }

    @Test
    void rangesAreToldByTheValuesWithin() {
        PresentParts parts =
                new PresentParts(
                        dimension ->
                                List.of(number("1"), number("2.5"), number("4"), number("10")));

        assertThat(chosen(parts, range("1", "4")))
                .isEqualTo(chosen(parts, range("0.5", "9.9")))
                .isEqualTo(chosen(parts, range(null, "4.000")))
                .isEqualTo(chosen(parts, range("1", "2.6"), range("3", "5")))
                .isEqualTo(places(0, 1, 2));
        assertThat(chosen(parts, range("4", null))).isEqualTo(places(2, 3));
        assertThat(chosen(parts, range("3", "3"))).isEqualTo(places());
        assertThat(chosen(parts, range("9", "2"))).isEqualTo(places());
        assertThat(chosen(parts, range(null, null))).isEqualTo(places(0, 1, 2, 3));
    }

    private static BitSet chosen(PresentParts parts, Selection.Range... ranges) {
        return parts.chosen(new Selection.Choices(Map.of(0, List.of(ranges)))).get(0);
    }

    private static BitSet places(int... places) {
        BitSet set = new BitSet();
        for (int place : places) {
            set.set(place);
        }
        return set;
    }

    private static Selection.Range range(String from, String to) {
        return new Selection.Range(
                from == null ? null : number(from), to == null ? null : number(to));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static SeriesRendering series(Instant now) {
        return new SeriesRendering(
                "all",
                now.getEpochSecond(),
                new TreeMap<>(),
                new Selection.Hours(24, ZoneId.of("UTC")),
                KEPT);
    }

    private static Selection hours(String zone) {
        return new Selection.Hours(24, ZoneId.of(zone));
    }

    private static Selection.Codes codes(String... codes) {
        return new Selection.Codes(Set.of(codes));
    }

    private static RenderedGroup group(String code) {
        String json = "{\"id\":\"%s\"}".formatted(code);
        return new RenderedGroup(code, Optional.empty(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static SourceAge age(String code) {
        long now = SUMMER.toEpochMilli();
        return new SourceAge(code, code, 1, now, now, now, now, SourceState.LIVE);
    }

    private static String text(Body body) {
        return body.content().toString();
    }
}
