package io.freshet.yaml;

/**
 * Where a declared value stands.
 *
 * @param origin file name or environment variable
 * @param line line within the file, from 1; 0 where there are no lines
 */
public record Location(String origin, int line) {

    @Override
    public String toString() {
        return line == 0 ? origin : origin + ", line " + line;
    }
}
