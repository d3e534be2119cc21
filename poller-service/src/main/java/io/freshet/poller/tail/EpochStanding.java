package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a source stands during an epoch. */
final class EpochStanding {

    /** How many tables that are being read a status names. */
    private static final int TABLES_NAMED = 3;

    private EpochStanding() {}

    /**
     * Says it in the source's status.
     *
     * @param behind whether rows wait of tables by which the source is judged
     */
    static void tell(TailedSource source, Epoch epoch, boolean behind) {
        source.aside().settle(epoch.tables());
        List<TailedTable> judged = epoch.judged();
        Optional<String> diverging = Divergence.of(judged);
        Optional<String> overdue =
                Overdue.of(judged, source.provenSince(), source.loop().wallMicros());
        String progress = progress(epoch);
        source.status().progress(progress);
        boolean resetting =
                judged.stream().anyMatch(table -> table.reconciliation().standing().resetting());
        if (resetting) {
            source.status()
                    .say(
                            SourceState.RESETTING,
                            "the table was emptied, rewritten or replaced; what is held of it is"
                                    + " compared");
        } else if (diverging.isPresent()) {
            source.status().say(Divergence.STATE, diverging.get());
        } else if (behind) {
            source.status()
                    .say(
                            SourceState.CATCHING_UP,
                            progress.isEmpty() ? "more rows wait than one read takes" : progress);
        } else if (judged.stream().anyMatch(TailedTable::isUnread)) {
            source.status().say(SourceState.CATCHING_UP, progress);
        } else if (overdue.isPresent()) {
            source.status().say(Overdue.STATE, overdue.get());
        } else {
            source.status()
                    .say(
                            SourceState.LIVE,
                            Stream.concat(
                                            source.aside().sentences().stream(),
                                            epoch.tables().stream()
                                                    .flatMap(table -> table.leftOut().stream()))
                                    .collect(Collectors.joining("; ")));
        }
    }

    private static String progress(Epoch epoch) {
        List<String> all =
                epoch.tables().stream().flatMap(table -> table.progress().stream()).toList();
        String first = all.stream().limit(TABLES_NAMED).collect(Collectors.joining("; "));
        return all.size() > TABLES_NAMED
                ? "%s; and %d more tables".formatted(first, all.size() - TABLES_NAMED)
                : first;
    }
}
