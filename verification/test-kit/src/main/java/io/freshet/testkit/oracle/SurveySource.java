package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import java.util.Locale;

/**
 * A source of the pipeline {@code pisa}.
 *
 * @param name its name in Freshet's configuration
 * @param database where it is
 * @param country the country that its rows count under where they name none, and its label in
 *     charts
 */
public record SurveySource(String name, TestDatabase database, String country) {

    /** A source whose configuration names no country: its name is the country, three letters. */
    public SurveySource(String name, TestDatabase database) {
        this(name, database, name.toUpperCase(Locale.ROOT));
    }
}
