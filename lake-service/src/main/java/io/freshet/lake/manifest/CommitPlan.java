package io.freshet.lake.manifest;

import io.freshet.lake.journal.LakeColumn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the next commit will be. It is stored before anything is written and never changed: whoever
 * finishes the commit, after however many crashes, writes the same changes under the same names.
 *
 * @param number the number of the manifest to come
 * @param kind what it will be
 * @param epoch the epoch that it will be in
 * @param from the position before it
 * @param to the last version of changes; the position before it for other kinds
 * @param rows how many changes that is
 * @param at when it was planned
 * @param columns the columns of the tables, by {@code zone/name}
 * @param merges what is merged
 */
public record CommitPlan(
        long number,
        ManifestKind kind,
        long epoch,
        long from,
        long to,
        long rows,
        Instant at,
        Map<String, List<LakeColumn>> columns,
        List<Merge> merges) {

    /** Keeps copies. */
    public CommitPlan {
        columns = Map.copyOf(columns);
        merges = List.copyOf(merges);
    }
}
