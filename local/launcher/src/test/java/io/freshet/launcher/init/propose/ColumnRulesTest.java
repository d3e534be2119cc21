package io.freshet.launcher.init.propose;

import static io.freshet.launcher.init.propose.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.launcher.init.described.DescribedColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single columns, and their names, are taken for. */
class ColumnRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @CsvSource({
        "smallint, smallint",
        "'numeric(10,2)', 'numeric(10,2)'",
        "'numeric(3,5)', numeric",
        "numeric, numeric",
        "timestamp with time zone, timestamptz",
        "timestamp without time zone, timestamp",
        "time with time zone, text",
        "json, jsonb",
        "money, text",
        "integer[], text"
    })
    void aTypeIsDeclaredAsItIsOrAsText(String type, String declared) {
        assertThat(TypeRule.of(column("c", type))).contains(declared);
    }

    @Test
    void bytesCannotBeRead() {
        assertThat(TypeRule.of(column("c", "bytea"))).isEmpty();
    }

    @Test
    void aKeysNumbersAreDeclaredWithoutDigitsAndDocumentsAreNoKeys() {
        assertThat(TypeRule.ofKey(column("c", "numeric(8,0)"))).contains("numeric");
        assertThat(TypeRule.ofKey(column("c", "jsonb"))).isEmpty();
    }

    private static DescribedColumn texts(String name, String... different) {
        return column(
                name,
                "text",
                IntStream.range(0, 40)
                        .mapToObj(i -> different[i % different.length])
                        .toArray(String[]::new));
    }

    private static DescribedColumn numbers(String name, String form) {
        return column(
                name,
                "text",
                IntStream.range(0, 40).mapToObj(form::formatted).toArray(String[]::new));
    }

    @Test
    void textsThatAreAllNumbersAreReadAsNumbersAndWhatStandsForNoneIsMissing() {
        assertThat(ReadText.of(texts("score", "1.5", "NA", "-2", "", "0.25")))
                .isEqualTo(new ReadText("decimal", Set.of("NA"), false));
        assertThat(ReadText.of(numbers("weight", "%d")).type()).isEqualTo("decimal");
    }

    @Test
    void textsOfNumbersThatNameSomethingStayTexts() {
        assertThat(ReadText.of(texts("answer", "1", "2", "3")).type()).isEqualTo("text");
        assertThat(ReadText.of(numbers("postcode", "1%04d")).type()).isEqualTo("text");
        assertThat(ReadText.of(numbers("batch", "00%d")).type()).isEqualTo("text");
        assertThat(ReadText.of(texts("few", "1.5")).type()).isEqualTo("decimal");
        assertThat(ReadText.of(column("few", "text", "1.5", "2.5")).type()).isEqualTo("text");
    }

    @Test
    void textsThatAreAllDatesAreReadAsDates() {
        assertThat(ReadText.of(texts("day", "2024-02-29", "1999-12-31")).type()).isEqualTo("date");
        assertThat(ReadText.of(texts("day", "2023-02-29", "1999-12-31")).type()).isEqualTo("text");
        assertThat(ReadText.of(texts("at", "2024-02-29 10:00:00")).type()).isEqualTo("timestamp");
        assertThat(ReadText.of(texts("day", "20240229", "19991231")))
                .isEqualTo(new ReadText("text", Set.of(), true));
        assertThat(ReadText.of(texts("day", "20241301")).compactDate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "E-Mail",
                "CustomerPhone",
                "first_name",
                "billing_address",
                "username",
                "ip_address",
                "iban"
            })
    void namesOfWhatPeopleAreReachedByLookPersonal(String name) {
        assertThat(PersonalData.reason(column(name, "text"))).contains("looks personal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password_hash", "api_key", "ApiToken", "reset_token", "secret"})
    void namesOfSecretsLookLikeSecrets(String name) {
        assertThat(PersonalData.reason(column(name, "text"))).contains("looks like a secret");
    }

    @ParameterizedTest
    @CsvSource({
        "name, text",
        "product_name, text",
        "email_sent, boolean",
        "password_changed_at, timestamp with time zone",
        "token_count, integer",
        "key, text"
    })
    void othersDoNot(String name, String type) {
        assertThat(PersonalData.reason(column(name, type))).isEmpty();
    }

    @Test
    void addressesOfMailAreKnownByThemselves() {
        assertThat(PersonalData.reason(column("x", "text", "a@b.c", "d@e.fr", "f@g.hi", "?")))
                .contains("looks personal");
        assertThat(PersonalData.reason(column("x", "text", "a@b.c", "b", "c", "d"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Größe in €', grosse_in",
        "'ORD#', ord",
        "1st, c_1st",
        "日本, c_",
        "'a.b: c', a_b_c",
        "ok, ok"
    })
    void namesBecomeIdentifiers(String name, String identifier) {
        assertThat(Identifiers.plain(name, "c_").replaceAll("_+$", ""))
                .isEqualTo(identifier.replaceAll("_+$", ""));
        assertThat(new Identifiers(Set.of(), "c_").give(name)).matches("[a-z_][a-z0-9_]{0,58}");
    }

    @Test
    void eachIdentifierIsGivenOnceAndReservedOnesNever() {
        Identifiers names = new Identifiers(Set.of("rows"), "c_");

        assertThat(List.of(names.give("a b"), names.give("a-b"), names.give("rows")))
                .containsExactly("a_b", "a_b_2", "rows_2");
    }

    @ParameterizedTest
    @CsvSource({
        "categories, category",
        "boxes, box",
        "orders, order",
        "status, status",
        "address, address"
    })
    void aSingularIsMadeOfAPlural(String plural, String singular) {
        assertThat(Words.singular(plural)).isEqualTo(singular);
    }

    private static ProposedColumn times(String... values) {
        return new ProposedColumn(
                "at",
                column("at", "timestamp with time zone", values),
                "timestamptz",
                Optional.empty());
    }

    @Test
    void whatGoesOnIsShownByTheDayAndManyRowsOfADayByTheHour() {
        ProposedColumn lately = times("2026-11-26 10:00:00+00", "2026-11-25 10:00:00+00");

        assertThat(TimeSpan.of(lately, 500, TODAY))
                .isEqualTo(new TimeSpan("day", Optional.of("30 days")));
        assertThat(TimeSpan.of(lately, 500_000, TODAY))
                .isEqualTo(new TimeSpan("hour", Optional.of("48 hours")));
        assertThat(TimeSpan.of(times(), 0, TODAY))
                .isEqualTo(new TimeSpan("day", Optional.of("30 days")));
    }

    @Test
    void whatEndedLongAgoIsShownWholeInPeriodsThatSuitItsLength() {
        assertThat(TimeSpan.of(times("2019-01-01 00:00", "2019-01-20 00:00"), 9, TODAY))
                .isEqualTo(new TimeSpan("day", Optional.empty()));
        assertThat(TimeSpan.of(times("2019-01-01 00:00", "2019-09-20 00:00"), 9, TODAY).period())
                .isEqualTo("week");
        assertThat(TimeSpan.of(times("2009-01-01 00:00", "2019-09-20 00:00"), 9, TODAY).period())
                .isEqualTo("month");
    }

    /** Of the words that the parser takes for something else, each is put in quotes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "and",
                "as",
                "between",
                "check",
                "current_date",
                "distinct",
                "else",
                "end",
                "false",
                "for",
                "from",
                "group",
                "having",
                "in",
                "is",
                "join",
                "left",
                "limit",
                "natural",
                "not",
                "null",
                "on",
                "only",
                "or",
                "order",
                "returning",
                "select",
                "table",
                "today",
                "true",
                "union",
                "unique",
                "user",
                "using",
                "value",
                "when",
                "where",
                "window",
                "with",
                "amount"
            })
    void anyColumnCanStandInAFormula(String name) throws Exception {
        Expression formula =
                CCJSqlParserUtil.parseExpression("sum(" + FormulaWords.spelled(name) + ")", false);

        assertThat(formula.toString().replace("\"", "")).isEqualTo("sum(" + name + ")");
    }
}
