package io.freshet.yaml;

/**
 * Where a declared value stands.
 *
 * @param origin file name or environment variable
 * @param line line within the file, from 1; 0 where there are no lines
 * @param column column within the line, from 1; 0 where that is not known
 */
public record Location(String origin, int line, int column) {

    /** What is declared as a whole. */
    public static final Location NOWHERE = new Location("", 0, 0);

    /** A line of which the column is not known. */
    public Location(String origin, int line) {
        this(origin, line, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? origin : origin + ", line " + line;
    }
}
