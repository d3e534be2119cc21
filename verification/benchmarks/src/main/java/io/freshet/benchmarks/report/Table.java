package io.freshet.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table whose first column is text and whose others are numbers. Not thread-safe. */
public final class Table {

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> heads) {
        this.heads = heads;
    }

    /** An empty table. */
    public static Table of(String... heads) {
        return new Table(List.of(heads));
    }

    /** An empty table whose first column has another kind of head than the rest. */
    public static Table of(String first, String[] others) {
        List<String> heads = new ArrayList<>(List.of(others));
        heads.add(0, first);
        return new Table(heads);
    }

    /** An empty table of distributions: what, how many, and percentiles. */
    public static Table ofDistributions(String what) {
        List<String> heads = new ArrayList<>(List.of(what, "samples"));
        heads.addAll(Distribution.HEADS);
        return new Table(heads);
    }

    /** Adds a row with as many cells as there are heads. */
    public Table row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + heads);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Adds a row. */
    public Table row(String first, String[] others) {
        List<String> cells = new ArrayList<>(List.of(others));
        cells.add(0, first);
        return row(cells.toArray(new String[0]));
    }

    /** Adds a distribution. */
    public Table row(String name, Distribution distribution) {
        List<String> cells =
                new ArrayList<>(List.of(name, String.format("%,d", distribution.count())));
        cells.addAll(distribution.cells());
        return row(cells.toArray(new String[0]));
    }

    /** As Markdown that is aligned, so that it reads well on a console too. */
    public String text() {
        int[] widths = new int[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] =
                    rows.stream()
                            .mapToInt(row -> row.get(at).length())
                            .reduce(heads.get(column).length(), Math::max);
        }
        StringBuilder text = new StringBuilder();
        append(text, heads, widths);
        for (int column = 0; column < widths.length; column++) {
            text.append('|').append("-".repeat(widths[column] + 1)).append(column == 0 ? '-' : ':');
        }
        text.append("|\n");
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            text.append("| ").append(column == 0 ? cell + space : space + cell).append(' ');
        }
        text.append("|\n");
    }
}
