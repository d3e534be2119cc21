package io.freshet.charts.summary;

import java.util.List;
import java.util.Optional;

/** Rows of a table in their order. Not thread-safe: belongs to the thread that refreshes. */
public final class ListedRows {

    private List<GroupKey> rows = List.of();
    private boolean complete = true;
    private Optional<Absence> absence = Optional.empty();
    private long revision;

    /**
     * Replaces all rows.
     *
     * @param isComplete whether they are all that any choice is made of
     */
    public void put(List<GroupKey> newRows, boolean isComplete) {
        rows = List.copyOf(newRows);
        complete = isComplete;
        absence = Optional.empty();
        revision++;
    }

    /**
     * Forgets all rows, as they cannot be read at present.
     *
     * @param why says so
     */
    public void giveUp(Absence why) {
        rows = List.of();
        absence = Optional.of(why);
        revision++;
    }

    /** Why no rows are held; empty where they are. */
    public Optional<Absence> absence() {
        return absence;
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
