package io.freshet.benchmarks.harness;

import io.freshet.testkit.TestDatabase;
import java.util.Locale;

/**
 * A source database; that of a survey has the slim table {@value #TABLE}: the columns that Freshet
 * reads and no others.
 *
 * @param name the source's name in the configuration
 * @param country the code that all its rows carry, so that charts tell sources apart
 * @param database where it is
 */
public record BenchSource(String name, String country, TestDatabase database)
        implements AutoCloseable {

    /** The table's name. */
    public static final String TABLE = "responses";

    /** Its columns without the key. */
    public static final String COLUMNS = "cnt, escs, tmins, belong, durecec";

    private static final int LETTERS = 26;

    /** Makes the table of a survey in an empty database; the number decides about the names. */
    public static BenchSource create(int number, TestDatabase database) {
        return create(number, database, new SurveyKind());
    }

    /** Makes the tables in an empty database; the number decides about the names. */
    static BenchSource create(int number, TestDatabase database, SourceKind kind) {
        BenchSource source = numbered(number, database);
        database.execute(kind.tables(source.country()).toArray(String[]::new));
        return source;
    }

    /** A source over a table that is there already; the number (up to 675) gives its names. */
    static BenchSource numbered(int number, TestDatabase database) {
        char[] code = {
            'Q', (char) ('A' + number / LETTERS % LETTERS), (char) ('A' + number % LETTERS)
        };
        String country = new String(code);
        return new BenchSource(country.toLowerCase(Locale.ROOT), country, database);
    }

    /** Adds {@code rows} rows in one transaction, and has the planner know of them. */
    public void fill(long rows) {
        database.execute(
                "insert into %s (%s) select '%s', %s from generate_series(1, %d) as i"
                        .formatted(
                                TABLE,
                                COLUMNS,
                                country,
                                "round(sin(i)::numeric, 4)::text, (i %% 3000)::text,"
                                                .replace("%%", "%")
                                        + " round(cos(i)::numeric, 4)::text, (i % 9)::text",
                                rows),
                "analyze " + TABLE);
    }

    @Override
    public void close() {
        database.close();
    }
}
