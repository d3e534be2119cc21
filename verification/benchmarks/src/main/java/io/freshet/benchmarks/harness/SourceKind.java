package io.freshet.benchmarks.harness;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What sources hold, which definition reads them, and how their rows are counted in a chart. */
public interface SourceKind {

    /**
     * The chart that tells of each source how many of its rows are shown.
     *
     * @param path with the slash in front
     * @param group the field that holds the code of a source's rows
     * @param count the field after it that holds their number
     */
    record CountingChart(String path, String group, String count) {}

    /** A definition that does not come with Freshet. */
    record OwnDefinition(String name, String yaml) {}

    /** The definition that reads it, where it is not the one that is there without any. */
    Optional<OwnDefinition> definition();

    /**
     * Statements that make the tables in an empty database.
     *
     * @param code what tells the source's rows from those of others
     */
    List<String> tables(String code);

    /** A statement that inserts one row and answers its key, a whole number. */
    String insert();

    /** Gives that statement its values. */
    void bind(PreparedStatement insert, String code, SplittableRandom random) throws SQLException;

    /** Where its rows are counted. */
    CountingChart chart();

    /**
     * How much of what the charts show differs from SQL over the sources, which must be at rest;
     * blocks until nothing does, or for some seconds. What differs is printed.
     */
    long differences(BenchmarkHarness harness) throws InterruptedException;
}
