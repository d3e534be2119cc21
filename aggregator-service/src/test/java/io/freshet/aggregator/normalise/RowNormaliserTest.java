package io.freshet.aggregator.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.events.RowBlock;
import io.freshet.pipeline.CodeType;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ColumnType;
import io.freshet.pipeline.DecimalType;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.Relation;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TextType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNormaliserTest {

    private static final TableDefinition TABLE =
            new TableDefinition(
                    "orders",
                    new Relation("public", "orders"),
                    List.of(new KeyColumn("id", Optional.empty())),
                    Optional.empty(),
                    Set.of("NA"),
                    List.of(
                            column(
                                    "area",
                                    new CodeType(
                                            Pattern.compile("[A-Z]{3}"), Optional.of("region"))),
                            column("amount", new DecimalType()),
                            column("note", new TextType())));

    private static final RowNormaliser NORMALISER =
            new RowNormaliser(TABLE, Set.of("area", "note"), Set.of());

    private static ColumnDefinition column(String name, ColumnType type) {
        return new ColumnDefinition(name, name, type, Optional.empty());
    }

    private static NormalisedRows rows(String area, String amount, String note) {
        RowBlock block =
                new RowBlock(
                        List.of("area", "amount", "note"),
                        0,
                        new long[] {7},
                        new long[] {1},
                        new long[] {RowBlock.NO_TIME},
                        new String[][] {{area}, {amount}, {note}});
        return NORMALISER.normalise(block, Map.of("region", "FRA"));
    }

    private static String amount(String raw) {
        return rows("GBR", raw, "x").value(1, 0);
    }

    private static List<RejectedValue> rejectedAmount(String raw) {
        return rows("GBR", raw, "x").rejected();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-17",
                "007",
                "3.14",
                "-0.0001",
                "123456789012345678901234.5"
            })
    void takesPlainDecimalNotation(String number) {
        assertThat(amount(number)).isEqualTo(number);
        assertThat(rejectedAmount(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 4", "4 ", "\t4\n", "\u00a04", "4\u2007", "\u20034\u202f", "\r\n4"})
    void trimsWhiteSpaceOfAnyKind(String number) {
        assertThat(amount(number)).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "NA", " NA ", "\t\u2003"})
    void takesMarkersAndBlanksAsMissing(String nothing) {
        assertThat(amount(nothing)).isNull();
        assertThat(rejectedAmount(nothing)).isEmpty();
    }

    @Test
    void takesNullAsMissing() {
        assertThat(amount(null)).isNull();
        assertThat(rejectedAmount(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5",
                ".5",
                "5.",
                "1e400",
                "1E5",
                "NaN",
                "Infinity",
                "-",
                "--1",
                "1.2.3",
                "1,5",
                "0x10",
                "1 000",
                "\u0661\u0662",
                "\uff11",
                "\u22121",
                "2020-01-01",
                "5\0",
                "na",
                "'; drop table orders; --"
            })
    void quarantinesWhatIsNoPlainDecimal(String number) {
        assertThat(amount(number)).isNull();
        assertThat(rejectedAmount(number))
                .singleElement()
                .satisfies(
                        rejected -> {
                            assertThat(rejected.column()).isEqualTo("amount");
                            assertThat(rejected.reason()).isEqualTo("not-a-number");
                            assertThat(rejected.value()).doesNotContain("\0");
                        });
    }

    @Test
    void quarantinesANumberThatThePollerCut() {
        // Given
        String longest = "1".repeat(4_095);

        // Then
        assertThat(amount(longest)).isEqualTo(longest);
        assertThat(rejectedAmount(longest + "1"))
                .extracting(RejectedValue::reason)
                .containsExactly("too-long");
    }

    @Test
    void keepsTheFirst200CharactersOfAValue() {
        // Given
        String value = "x".repeat(199) + "\ud83d\ude00" + "y";

        // Then
        assertThat(rejectedAmount(value))
                .extracting(RejectedValue::value)
                .containsExactly("x".repeat(199));
    }

    @Test
    void trimsAndUpperCasesACode() {
        assertThat(rows(" gbr\u00a0", "1", "x").value(0, 0)).isEqualTo("GBR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB", "GBRX", "G1R", "1", "g r", "\u0130TA"})
    void putsTheSourcesAttributeInPlaceOfAWrongCode(String code) {
        // When
        NormalisedRows rows = rows(code, "1", "x");

        // Then
        assertThat(rows.value(0, 0)).isEqualTo("FRA");
        assertThat(rows.rejected())
                .extracting(RejectedValue::column, RejectedValue::value, RejectedValue::reason)
                .containsExactly(tuple("area", code, "not-a-code"));
    }

    @Test
    void putsTheSourcesAttributeInPlaceOfAMissingCodeWithoutQuarantine() {
        // When
        NormalisedRows rows = rows("NA", "1", "x");

        // Then
        assertThat(rows.value(0, 0)).isEqualTo("FRA");
        assertThat(rows.rejected()).isEmpty();
    }

    @Test
    void quarantinesTextThatCannotBeStoredOrIndexed() {
        assertThat(rows("GBR", "1", "a\0b").rejected())
                .extracting(RejectedValue::reason)
                .containsExactly("not-storable");
        assertThat(rows("GBR", "1", "n".repeat(257)).rejected())
                .extracting(RejectedValue::reason)
                .containsExactly("too-long");
        assertThat(rows("GBR", "1", "n".repeat(256)).rejected()).isEmpty();
    }

    @Test
    void findsEveryWrongValueOfRepeatedOnes() {
        // Given
        RowBlock block =
                new RowBlock(
                        List.of("note", "amount", "area"),
                        0,
                        new long[] {1, 2, 3},
                        new long[3],
                        new long[] {0, Long.MAX_VALUE, -1},
                        new String[][] {{"a", "a", "a"}, {"x", "x", "1"}, {"de", "de", "DEU"}});

        // When
        NormalisedRows rows = NORMALISER.normalise(block, Map.of("region", "FRA"));

        // Then
        assertThat(rows.rejected())
                .extracting(RejectedValue::row, RejectedValue::column)
                .containsExactlyInAnyOrder(
                        tuple(0, "amount"), tuple(1, "amount"), tuple(0, "area"), tuple(1, "area"));
        assertThat(rows.value(0, 2)).isEqualTo("DEU");
        assertThat(rows.time(0)).isZero();
        assertThat(rows.time(1)).isEqualTo(RowBlock.NO_TIME);
    }

    @Test
    void fitsOnlyTheDeclaredColumns() {
        assertThat(NORMALISER.fits(List.of("note", "area", "amount"))).isTrue();
        assertThat(NORMALISER.fits(List.of("note", "area"))).isFalse();
        assertThat(NORMALISER.fits(List.of("note", "area", "area"))).isFalse();
        assertThat(NORMALISER.fits(List.of("note", "area", "amount", "more"))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NORMALISER.normalise(RowBlock.empty(List.of("note"), 0), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "x ", "x\u00a0"})
    void aKeyThatRowsAreJoinedByIsTakenAsItIsOrNotAtAll(String padded) {
        RowNormaliser joined = new RowNormaliser(TABLE, Set.of("note"), Set.of("note"));
        RowBlock block =
                new RowBlock(
                        List.of("area", "amount", "note"),
                        0,
                        new long[] {7, 8},
                        new long[] {1, 2},
                        new long[] {RowBlock.NO_TIME, RowBlock.NO_TIME},
                        new String[][] {{"FRA", "FRA"}, {"1", "2"}, {"x", padded}});

        NormalisedRows rows = joined.normalise(block, Map.of());

        assertThat(rows.value(2, 0)).isEqualTo("x");
        assertThat(rows.value(2, 1)).isNull();
        assertThat(rows.rejected())
                .containsExactly(new RejectedValue(1, "note", padded, "not-a-join-key"));
    }
}
