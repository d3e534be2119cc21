package io.freshet.poller.tail;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.SourceTable;
import java.util.List;
import java.util.Optional;

/** One uninterrupted time of ownership of a source. To be used from the source's loop. */
final class Epoch {

    private final EpochPublisher publisher;
    private final TablesAside aside;
    private List<TailedTable> tables = List.of();
    private Runnable wake = () -> {};

    /**
     * @param aside which tables are not read
     */
    Epoch(EpochPublisher publisher, TablesAside aside) {
        this.publisher = publisher;
        this.aside = aside;
    }

    void begin(List<TailedTable> opened) {
        tables = List.copyOf(opened);
    }

    /** The source was connected to anew: gaps are as valid as before. */
    void reconnected(List<SourceTable> fresh) {
        fresh.forEach(table -> opened(table).orElseThrow().reconnected(table));
    }

    /** Whether each of some tables was opened with the epoch. */
    boolean hasAll(List<SourceTable> some) {
        return some.stream().allMatch(table -> opened(table).isPresent());
    }

    private Optional<TailedTable> opened(SourceTable table) {
        return tables.stream()
                .filter(known -> known.name().equals(table.definition().name()))
                .findFirst();
    }

    /** Nothing that is under way at the source will be answered. */
    void disconnected() {
        tables.forEach(TailedTable::disconnected);
    }

    void close() {
        publisher.close();
        disconnected();
    }

    /** Who is to be called when there is something new to do. */
    void onWake(Runnable listener) {
        wake = listener;
    }

    void wake() {
        wake.run();
    }

    /** Up to when all that is judged is proven, microseconds since 1970 UTC; 0 where it is not. */
    long provenAt() {
        return judged().stream()
                .mapToLong(table -> table.reconciliation().standing().provenAt())
                .min()
                .orElse(0);
    }

    EpochPublisher publisher() {
        return publisher;
    }

    /** The tables that are read. */
    List<TailedTable> tables() {
        return aside.isEmpty()
                ? tables
                : tables.stream().filter(table -> !aside.isUnread(table.name())).toList();
    }

    /** Those by which the source is judged: without what is set aside, or only just read again. */
    List<TailedTable> judged() {
        List<TailedTable> judged =
                tables.stream().filter(table -> !aside.has(table.name())).toList();
        return judged.isEmpty() ? tables() : judged;
    }
}
