package io.freshet.poller.source;

import io.freshet.events.KeyRange;
import io.vertx.core.Future;
import java.util.List;

/** Everything that a table can be asked. */
enum SourceQuestion {
    PROBE,
    READ_RANGE,
    READ_KEYS,
    SUM_RANGES,
    DIGESTS,
    LOWEST_KEY,
    HIGHEST_KEY,
    HINTS,
    VERIFY;

    Future<?> ask(SourceTable table) {
        return switch (this) {
            case PROBE -> table.probe(List.of(KeyRange.ALL), 1, 10);
            case READ_RANGE -> table.readRange(new KeyRange(1, 10), 1);
            case READ_KEYS -> table.readKeys(List.of(3L), 1);
            case SUM_RANGES -> table.sumRanges(KeyRange.ALL);
            case DIGESTS -> table.digests(List.of(new KeyRange(1, 10)));
            case LOWEST_KEY -> table.lowestKey(1);
            case HIGHEST_KEY -> table.highestKey();
            case HINTS -> table.hints();
            case VERIFY -> table.verify();
        };
    }
}
