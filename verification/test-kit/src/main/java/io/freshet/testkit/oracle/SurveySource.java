package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import java.util.Locale;

/**
 * A source of the pipeline {@code pisa}.
 *
 * @param name its name in Freshet's configuration, three letters
 * @param database where it is
 */
public record SurveySource(String name, TestDatabase database) {

    /** The country that its rows count under where they name none, and its label in charts. */
    public String country() {
        return name.toUpperCase(Locale.ROOT);
    }
}
