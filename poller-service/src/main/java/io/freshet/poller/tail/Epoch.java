package io.freshet.poller.tail;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.SourceTable;
import java.util.List;

/** One uninterrupted time of ownership of a source. To be used from the source's loop. */
final class Epoch {

    private final EpochPublisher publisher;
    private List<TailedTable> tables = List.of();
    private Runnable wake = () -> {};

    Epoch(EpochPublisher publisher) {
        this.publisher = publisher;
    }

    void begin(List<TailedTable> opened) {
        tables = List.copyOf(opened);
    }

    /** The source was connected to anew: gaps are as valid as before. */
    void reconnected(List<SourceTable> fresh) {
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).reconnected(fresh.get(i));
        }
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

    /** Up to when all tables are proven, microseconds since 1970 UTC; 0 where one is not. */
    long provenAt() {
        return tables.stream()
                .mapToLong(table -> table.reconciliation().standing().provenAt())
                .min()
                .orElse(0);
    }

    EpochPublisher publisher() {
        return publisher;
    }

    List<TailedTable> tables() {
        return tables;
    }
}
