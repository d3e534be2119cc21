package io.freshet.pipeline;

import static io.freshet.yaml.DeclaredKey.duration;
import static io.freshet.yaml.DeclaredKey.flag;
import static io.freshet.yaml.DeclaredKey.named;
import static io.freshet.yaml.DeclaredKey.namedTexts;
import static io.freshet.yaml.DeclaredKey.section;
import static io.freshet.yaml.DeclaredKey.text;
import static io.freshet.yaml.DeclaredKey.texts;
import static io.freshet.yaml.DeclaredKey.words;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every key of a pipeline definition. Its readers take from here what is allowed and what counts
 * where nothing is said; docs/pipelines.md and docs/schema/pipeline.schema.json are made of it.
 */
public final class DefinitionKeys {

    /** Names of tables, columns and summaries. */
    static final KeyForm.Text IDENTIFIER =
            like("[a-z_][a-z0-9_]{0,58}", "lower-case letters, digits and underscores");

    private static final KeyForm.Text ATTRIBUTE_NAME =
            like("[a-z][a-z0-9-]{0,30}", "lower-case letters, digits and dashes");
    private static final KeyForm.Text CHART_NAME =
            like("[a-z0-9][a-z0-9-]{0,60}", "lower-case letters, digits and dashes");
    private static final KeyForm.Text PATH =
            like(
                    "\\.|[a-z0-9_][a-z0-9_-]{0,60}",
                    "lower-case letters, digits, - and _, or a point for none");

    private static final DeclaredSection ATTRIBUTE =
            DeclaredSection.of(text("pattern").otherwise(".*").means("what it must match"));

    private static final DeclaredSection COLUMN =
            DeclaredSection.of(
                    text("from")
                            .told("the name")
                            .means(
                                    "the column in the source, exactly as it is named there; of JSON documents see [there](#json-documents)"),
                    DeclaredKey.of("type", ColumnType.form())
                            .mustBe()
                            .means("what its values are, see [Types](#types)"),
                    text("pattern")
                            .onlyFor("a column of type `code`")
                            .otherwise("\\S+")
                            .means("what a code must match"),
                    text("otherwise")
                            .onlyFor("a column of type `code`")
                            .means(
                                    "the attribute of the source that stands in for a missing or wrong one"),
                    text("source-type")
                            .told("any")
                            .means("the type that the column must have in the source"));

    private static final DeclaredSection CONTRACT =
            DeclaredSection.of(
                    words("tables", List.of(ContractRule.FREEZE.word(), ContractRule.FOLLOW.word()))
                            .otherwise(TableContract.USUAL.tables().word())
                            .means(
                                    "what it does that the source has no such table; there are no rows or values to set aside"),
                    words("columns", ContractRule.words())
                            .told("`freeze` for those that are gone")
                            .means(
                                    "what it does that a declared column is gone, or that there is one which is not declared"),
                    words("types", ContractRule.words())
                            .otherwise(TableContract.USUAL.types().word())
                            .means(
                                    "what it does that a column, or a value, is not of the declared type"),
                    texts("ignore")
                            .means(
                                    "columns of the source that are known, and not meant by `columns`"));

    private static final DeclaredSection TABLE =
            DeclaredSection.of(
                    text("from")
                            .told("`public.NAME`")
                            .means(
                                    "the table, partitioned table, view, materialised view or foreign table of the source: `name` or `schema.name` as SQL spells it, so capitals and blanks in double quotes: `sales.\"Order Lines\"`"),
                    text("csv")
                            .means(
                                    "a file beside the definition that the table is read from instead of the source, see [Files](#files)"),
                    text("json")
                            .means(
                                    "the name of documents that the table is made of instead, see [JSON documents](#json-documents)"),
                    text("rows")
                            .onlyFor("a table of `json`")
                            .otherwise("/*")
                            .means("where in a document its rows are"),
                    texts("key")
                            .mustBe()
                            .means(
                                    "what tells a row from every other: a column, or several as in `[order_id, line_no]`, see [Keys of rows](#keys-of-rows)"),
                    text("time")
                            .told("commit times, or the time of first sight")
                            .means(
                                    "a column of type `timestamp with time zone`, or `timestamp` in the source's `time-zone`, that says when a row came to be"),
                    texts("missing")
                            .means(
                                    "values that mean that there is none, besides NULL, empty text and white space"),
                    section("contract", CONTRACT)
                            .means(
                                    "what a change of the source's schema does to the table, see [Contracts](#contracts)"),
                    named("columns", IDENTIFIER, COLUMN, "type")
                            .mustBe()
                            .means(
                                    "a column that is read, by the name that it has in the warehouse; no other column is, but for what a contract says. `NAME: type` is short for a column of which only this is said"),
                    DeclaredKey.of(
                                    "derive",
                                    new KeyForm.Names("NAME", IDENTIFIER, KeyForm.Text.ANY))
                            .means(
                                    "a column that is worked out of others of the same row, see [Expressions](#expressions)"),
                    text("where")
                            .told("all")
                            .means(
                                    "which rows count: an [expression](#expressions) that is true or false"));

    private static final DeclaredSection SUMMARY =
            DeclaredSection.of(
                    text("table").mustBe().means("the table that is summed up"),
                    text("group-by")
                            .told("one of these")
                            .means(
                                    "the column, of type `code` or `text`, whose values are the groups"),
                    duration("time-bucket", Duration.ofMinutes(1), Duration.ofHours(1))
                            .otherwise("15m")
                            .told("one of these")
                            .means(
                                    "the length of a bucket of time: minutes that divide an hour, such as `15m`"),
                    texts("sum").means("decimal columns whose values are counted and summed"));

    /** The keys at the top of the file, with all that is in them. */
    public static final DeclaredSection ALL =
            DeclaredSection.of(
                    text("pipeline")
                            .mustBe()
                            .means(
                                    "the definition's name, and that of its schema in the warehouse: lower-case letters, digits, `_`"),
                    DeclaredKey.of("path", PATH)
                            .told("the name")
                            .means(
                                    "where its charts are below `/charts`: `/charts/PATH/CHART`; `.` for right there"),
                    named("source-attributes", ATTRIBUTE_NAME, ATTRIBUTE, "")
                            .means(
                                    "what each source says of itself in the configuration under this key, in upper case; by default the source's name"),
                    named("tables", IDENTIFIER, TABLE, "")
                            .mustBe()
                            .means("what is read, by the name that the warehouse's table has"),
                    named("summaries", IDENTIFIER, SUMMARY, "")
                            .means("a table of counts and sums in the warehouse"),
                    namedTexts("joins", "TABLE.COLUMN")
                            .means(
                                    "which table a column holds the key of, as in `orders.customer: customers`: many rows to one. `orders.sent_to: address as delivery` gives what is reached this way a name, which charts then use instead of the table's, see [below](#tables-that-several-ways-lead-to)"),
                    flag("archive")
                            .means(
                                    "whether what becomes of each row is journalled, so that it can be archived"),
                    section("warehouse", StarKeys.ALL)
                            .means(
                                    "a star schema that is made of the rows, see [Star tables](#star-tables)"),
                    named("charts", CHART_NAME, ChartKeys.CHART, "")
                            .means(
                                    "a chart, at `/charts/PATH/NAME`: lower-case letters, digits and `-`"));

    private DefinitionKeys() {}

    private static KeyForm.Text like(String pattern, String allowed) {
        return new KeyForm.Text(Optional.of(Pattern.compile(pattern)), allowed);
    }
}
