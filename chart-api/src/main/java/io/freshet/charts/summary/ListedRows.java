package io.freshet.charts.summary;

import java.util.List;

/** Rows of a table in their order. Not thread-safe: belongs to the thread that refreshes. */
public final class ListedRows {

    private List<GroupKey> rows = List.of();
    private boolean complete = true;
    private long revision;

    /**
     * Replaces all rows.
     *
     * @param isComplete whether they are all that any choice is made of
     */
    public void put(List<GroupKey> newRows, boolean isComplete) {
        rows = List.copyOf(newRows);
        complete = isComplete;
        revision++;
    }

    /** The rows, each with its cells; never altered. */
    public List<GroupKey> rows() {
        return rows;
    }

    /** Whether the rows are all that any choice is made of; else they are the first of all. */
    public boolean isComplete() {
        return complete;
    }

    /** A number that grows with every change. */
    public long revision() {
        return revision;
    }
}
