package io.freshet.charts.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.pipeline.ChartShape.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParametersTest {

    private static final Clock WINTER =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final RequestReader codes =
            new CodesParameter(new Filter("areas", Pattern.compile("[A-Z]{2}")));
    private final RequestReader quarters = new HoursParameters(ZoneId.of("UTC"), 15, WINTER);
    private final RequestReader hours = new HoursParameters(ZoneId.of("UTC"), 60, WINTER);
    private final RequestReader none = new NoParameters();

    @ParameterizedTest
    @ValueSource(strings = {"", "areas=", "areas", "areas=%20", "areas=+", "&", "areas=&&"})
    void allIsAskedForWhereNothingIsNamed(String query) throws BadParameterException {
        assertThat(codes.read(query)).isEqualTo(Selection.ALL);
    }

    @Test
    void allIsAskedForWithoutAQuery() throws BadParameterException {
        assertThat(codes.read(null)).isEqualTo(Selection.ALL);
        assertThat(hours.read(null)).isEqualTo(Selection.ALL);
        assertThat(none.read(null)).isEqualTo(Selection.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"areas=AB,CD", "areas=cd,ab", "areas=AB%2CCD", "areas=+Ab+,cD,ab"})
    void orderCaseSpaceAndRepetitionOfCodesDoNotMatter(String query) throws BadParameterException {
        assertThat(codes.read(query)).isEqualTo(new Selection.Codes(Set.of("AB", "CD")));
    }

    @Test
    void aFilterHasSoManyCodesAndNoMore() throws BadParameterException {
        String most = "AB" + ",AB".repeat(ChartLimits.FILTER_VALUES - 1);

        assertThat(codes.read("areas=" + most)).isEqualTo(new Selection.Codes(Set.of("AB")));
        assertThatThrownBy(() -> codes.read("areas=" + most + ",AB"))
                .isInstanceOf(BadParameterException.class)
                .hasMessageContaining("more than 256 values");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "areas=A|areas|\"A\" is no code",
                "areas=AB,|areas|\"\" is no code",
                "areas=AB&areas=CD|areas|given more than once",
                "areas=%ZZ|areas|not percent-encoded properly",
                "area=AB|area|is no parameter of this chart; it has areas",
                "=AB|''|is no parameter of this chart"
            })
    void whatIsWrongWithCodesIsSaid(String query, String parameter, String message) {
        assertThatThrownBy(() -> codes.read(query))
                .isInstanceOfSatisfying(
                        BadParameterException.class,
                        e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageContaining(message);
    }

    @Test
    void lettersThatOnlyLookLikeCodesAreNone() {
        // upper-cased, these would be S, SS and I
        for (String letter : new String[] {"\u017f", "\u00df", "\u0131"}) {
            assertThatThrownBy(() -> codes.read("areas=A" + letter))
                    .isInstanceOf(BadParameterException.class);
        }
    }

    @Test
    void aChartWithoutParametersSaysSo() {
        assertThatThrownBy(() -> none.read("areas=AB")).hasMessageContaining("it has none");
    }

    @Test
    void theDefaultsAreTheSameAsNothing() throws BadParameterException {
        assertThat(quarters.read("hours=24")).isEqualTo(Selection.ALL);
        assertThat(quarters.read("zone=UTC")).isEqualTo(Selection.ALL);
        assertThat(quarters.read("zone=UTC&hours=24")).isEqualTo(Selection.ALL);
    }

    @Test
    void hoursAndZoneAreRead() throws BadParameterException {
        assertThat(quarters.read("hours=168&zone=Europe%2FLondon"))
                .isEqualTo(new Selection.Hours(168, ZoneId.of("Europe/London")));
        assertThat(quarters.read("hours=1")).isEqualTo(new Selection.Hours(1, ZoneId.of("UTC")));
        assertThat(quarters.read("zone=Asia/Kathmandu"))
                .isEqualTo(new Selection.Hours(24, ZoneId.of("Asia/Kathmandu")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "169", "", "1e2", "+5", "007", " 5", "24h", "1000000000000"})
    void hoursAreWholeNumbersUpToAWeek(String value) {
        assertThatThrownBy(() -> quarters.read("hours=" + value))
                .hasMessageContaining("whole number from 1 to 168");
    }

    @Test
    void aZoneWhoseHoursTheDataCannotTellApartIsRefused() throws BadParameterException {
        assertThat(quarters.read("zone=Asia/Kolkata")).isNotEqualTo(Selection.ALL);
        assertThatThrownBy(() -> hours.read("zone=Asia/Kolkata"))
                .hasMessageContaining("19800 s from UTC")
                .hasMessageContaining("3600 s");
    }

    @Test
    void aCodeIsTooLongBeforeItsPatternIsTried() throws BadParameterException {
        // a pattern that takes for ever to find that a long text does not match
        RequestReader slow = new CodesParameter(new Filter("areas", Pattern.compile("(A+)+B?")));

        assertThat(slow.read("areas=" + "A".repeat(64)))
                .isEqualTo(new Selection.Codes(Set.of("A".repeat(64))));
        assertThatThrownBy(() -> slow.read("areas=" + "A".repeat(65)))
                .isInstanceOf(BadParameterException.class);
        assertThatThrownBy(() -> slow.read("areas=" + "A".repeat(4_000) + "!"))
                .isInstanceOf(BadParameterException.class)
                .hasMessageContaining("is no code");
    }
}
