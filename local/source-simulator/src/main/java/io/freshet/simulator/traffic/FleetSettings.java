package io.freshet.simulator.traffic;

import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.database.PostgresServer;
import io.freshet.simulator.database.ReadOnlyRole;
import java.util.List;
import java.util.Optional;

/**
 * What a fleet of sources consists of.
 *
 * @param server where the databases are
 * @param databasePrefix what precedes the country's code in a database's name; often empty
 * @param countries one source each, at least one
 * @param columns text columns of a table that has to be created
 * @param reader role that may read the sources, created with them; empty: none
 * @param seed decides all answers; with the rows that are there already, it decides them again
 * @param rowsPerCommit how many submissions may share a commit, 1 to 5000, in a source whose rate
 *     is above 200 per second or that is more than 250 ms behind its rate; in others each has its
 *     own
 * @param pastRows how many submissions of the day before new sources begin with, over all of them,
 *     split by the countries' numbers of students; where there are any, tables have their times,
 *     and those of all that come later
 */
public record FleetSettings(
        PostgresServer server,
        String databasePrefix,
        List<CountryCode> countries,
        List<String> columns,
        Optional<ReadOnlyRole> reader,
        long seed,
        int rowsPerCommit,
        int pastRows) {

    private static final int MOST_PAST_ROWS = 100_000;

    /** Copies the lists. */
    public FleetSettings {
        countries = countries.stream().distinct().toList();
        columns = List.copyOf(columns);
        if (countries.isEmpty()) {
            throw new IllegalArgumentException("A fleet needs at least one country");
        }
        if (pastRows < 0 || pastRows > MOST_PAST_ROWS) {
            throw new IllegalArgumentException(
                    "pastRows is between 0 and %d, not %d".formatted(MOST_PAST_ROWS, pastRows));
        }
        if (rowsPerCommit < 1 || rowsPerCommit > 5000) {
            throw new IllegalArgumentException(
                    "rowsPerCommit is between 1 and 5000, not " + rowsPerCommit);
        }
    }

    /** The twenty default countries with all 1,118 columns, no prefix and no reader. */
    public static FleetSettings on(PostgresServer server) {
        return new FleetSettings(
                server,
                "",
                Calibration.load().defaultCountries(),
                SurveyColumns.load().all(),
                Optional.empty(),
                2018,
                500,
                0);
    }

    /** The same with other countries. */
    public FleetSettings withCountries(List<CountryCode> others) {
        return new FleetSettings(
                server, databasePrefix, others, columns, reader, seed, rowsPerCommit, pastRows);
    }

    /** The same with another prefix. */
    public FleetSettings withDatabasePrefix(String prefix) {
        return new FleetSettings(
                server, prefix, countries, columns, reader, seed, rowsPerCommit, pastRows);
    }

    /** The same with other columns. */
    public FleetSettings withColumns(List<String> others) {
        return new FleetSettings(
                server, databasePrefix, countries, others, reader, seed, rowsPerCommit, pastRows);
    }

    /** The same with a reader. */
    public FleetSettings withReader(ReadOnlyRole role) {
        return new FleetSettings(
                server,
                databasePrefix,
                countries,
                columns,
                Optional.of(role),
                seed,
                rowsPerCommit,
                pastRows);
    }

    /** The same with another seed. */
    public FleetSettings withSeed(long other) {
        return new FleetSettings(
                server, databasePrefix, countries, columns, reader, other, rowsPerCommit, pastRows);
    }

    /** The same with another limit. */
    public FleetSettings withRowsPerCommit(int limit) {
        return new FleetSettings(
                server, databasePrefix, countries, columns, reader, seed, limit, pastRows);
    }

    /** The same, new sources beginning with so many submissions of the day before. */
    public FleetSettings withPastRows(int rows) {
        return new FleetSettings(
                server, databasePrefix, countries, columns, reader, seed, rowsPerCommit, rows);
    }

    /** The name of a country's database. */
    public String database(CountryCode country) {
        return databasePrefix + country.lowerCase();
    }
}
