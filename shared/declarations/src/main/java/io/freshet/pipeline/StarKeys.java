package io.freshet.pipeline;

import static io.freshet.yaml.DeclaredKey.flag;
import static io.freshet.yaml.DeclaredKey.named;
import static io.freshet.yaml.DeclaredKey.text;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of {@link DefinitionKeys} that declare star tables. */
final class StarKeys {

    static final KeyForm.Text NAME =
            new KeyForm.Text(
                    Optional.of(Pattern.compile("[a-z_][a-z0-9_]{0,49}")),
                    "lower-case letters, digits and underscores, at most 50");

    private static final DeclaredSection COLUMN =
            DeclaredSection.of(
                    DeclaredKey.of("type", StarType.form())
                            .mustBe()
                            .means("a type of SQL: " + StarType.FORMS),
                    text("value")
                            .told("the name")
                            .means(
                                    "an [expression](#expressions); for latest values also over tables that the rows are joined to (`department.location`)"),
                    flag("null").means("whether it may be without a value"),
                    text("otherwise")
                            .told("`unknown`")
                            .means(
                                    "of latest values that may not be null: what stands in where there is none. Columns that hold no text need one"),
                    text("references")
                            .means(
                                    "of a history: the table of latest values, or of days, whose key it holds"));

    private static final DeclaredSection KEYS =
            DeclaredSection.of(
                    text("of").told("one of these").means("the table whose rows it shows"),
                    text("calendar")
                            .told("one of these")
                            .means(
                                    "it has a row for each day: the column, of type `date`, that holds the day"),
                    text("key")
                            .told("needed with `of`")
                            .means(
                                    "the column that holds the key of the rows as it is: one column"),
                    text("version")
                            .told("latest values")
                            .means("it is a history: the column that numbers its versions"),
                    text("view")
                            .onlyFor("a history")
                            .means("another name, of a view that shows it"),
                    named("columns", NAME, COLUMN, "type")
                            .mustBe()
                            .means(
                                    "a column; `NAME: type` is short for one of which only this is said"));

    private static final DeclaredSection TABLE =
            KEYS.kind(KEYS.only("calendar", "columns"), "calendar")
                    .kind(KEYS.only("of", "key", "version", "view", "columns"), "of");

    static final DeclaredSection ALL =
            DeclaredSection.of(
                    text("schema")
                            .mustBe()
                            .means("its schema in the warehouse: not the pipeline's name"),
                    named("tables", new KeyForm.Text(Optional.empty(), ""), TABLE, "")
                            .mustBe()
                            .means("a table of it"));

    private StarKeys() {}
}
