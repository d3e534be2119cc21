package io.freshet.charts.summary;

import java.util.List;

/** Rows of a table in their order. Not thread-safe: belongs to the thread that refreshes. */
public final class ListedRows {

    private List<GroupKey> rows = List.of();
    private long revision;

    /** Replaces all rows. */
    public void put(List<GroupKey> newRows) {
        rows = List.copyOf(newRows);
        revision++;
    }

    /** The rows, each with its cells; never altered. */
    public List<GroupKey> rows() {
        return rows;
    }

    /** A number that grows with every change. */
    public long revision() {
        return revision;
    }
}
