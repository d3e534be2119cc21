package io.freshet.charts.source;

import io.freshet.events.SourceState;
import io.freshet.events.TableStatus;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows one source: readings take effect once the warehouse has applied their position. Not
 * thread-safe: belongs to the thread that refreshes.
 */
final class TrackedSource {

    private final SourceRegistration source;
    private final PendingReadings pending = new PendingReadings();
    private long appliedFence;
    private long appliedSequence;
    private long newestFence;
    private long asOf;
    private long provenAt;
    private long heardAt;
    private SourceState state = SourceState.CATCHING_UP;
    private String progress = "";
    private long toGo;
    private OptionalInt audited = OptionalInt.empty();
    private List<TableStatus> tables = List.of();

    TrackedSource(SourceRegistration source) {
        this.source = source;
        heardAt = source.registeredAt().toEpochMilli();
    }

    /**
     * @param at when it was heard, milliseconds since 1970 UTC
     */
    void heard(Reading reading, long at) {
        if (reading.fence() < newestFence) {
            return;
        }
        newestFence = reading.fence();
        if (at >= heardAt) {
            heardAt = at;
            state = reading.state();
            progress = reading.progress();
            tables = reading.tables().stream().map(this::known).toList();
        }
        if (reading.asOf() > asOf || reading.provenAt() > provenAt) {
            pending.add(reading);
            settle();
        }
    }

    /** A poller that has just taken over does not know up to when a table was read. */
    private TableStatus known(TableStatus told) {
        long before =
                tables.stream()
                        .filter(table -> table.table().equals(told.table()))
                        .mapToLong(TableStatus::asOf)
                        .findFirst()
                        .orElse(0);
        return before <= told.asOf()
                ? told
                : new TableStatus(told.table(), told.state(), told.detail(), before);
    }

    void toGo(long things) {
        toGo = things;
    }

    void audited(OptionalInt percent) {
        audited = percent;
    }

    /** How far a first read or an audit has come, and what charts need that changed. */
    private String told() {
        String parts =
                toGo > 0
                        ? (toGo == 1 ? "one part" : toGo + " parts")
                                + " of changed charts to go, from rows that are held"
                        : "";
        String audit = audited.isPresent() ? "audit, %d %%".formatted(audited.getAsInt()) : "";
        return Stream.of(progress.isEmpty() ? parts : progress, audit)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    void applied(long fence, long sequence) {
        appliedFence = fence;
        appliedSequence = sequence;
        settle();
    }

    private void settle() {
        pending.take(appliedFence, appliedSequence, this::show);
    }

    private void show(Reading reading) {
        asOf = Math.max(asOf, reading.asOf());
        // a poller that has just taken over has proven nothing yet, which makes no proof void
        provenAt = Math.max(provenAt, reading.provenAt());
    }

    /**
     * Up to when some tables of it are shown.
     *
     * @return milliseconds since 1970 UTC; 0 where that is not known
     */
    long asOfMillis(Set<String> needed) {
        return tables.stream()
                        .filter(table -> needed.contains(table.table()))
                        .mapToLong(TableStatus::asOf)
                        .reduce(asOf, Math::min)
                / 1_000;
    }

    SourceAge age(String code, String label, long rows) {
        return new SourceAge(
                code,
                label,
                rows,
                asOf / 1_000,
                provenAt / 1_000,
                source.registeredAt().toEpochMilli(),
                heardAt,
                state,
                told(),
                tables);
    }
}
