package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.poller.warehouse.OwnedSource;
import io.vertx.core.Future;
import java.util.List;

/**
 * What the warehouse holds of one table, range by range or part by part. To be used from the
 * source's loop.
 */
final class HeldRanges {

    private final OwnedSource source;
    private final TableState state;
    private final HeldState held;
    private final HeldQuestion question;

    HeldRanges(OwnedSource source, TableState state, HeldState held, HeldQuestion question) {
        this.source = source;
        this.state = state;
        this.held = held;
        this.question = question;
    }

    /**
     * The ranges that some keys lie in.
     *
     * @param most how many ranges at the most, those with the lowest keys
     * @param sequence the event that the answer has to contain
     * @return fails as {@link HeldQuestion#ask} does
     */
    Future<HeldSums> of(KeyRange keys, int most, long sequence) {
        long first = state.home().numberOf(keys.low());
        long last = state.home().numberOf(keys.high());
        return question.ask(
                () -> held.ranges(source, state.id(), first, last, most),
                HeldSums::applied,
                sequence);
    }

    /** The same by the parts of some ranges, which are given by their numbers. */
    Future<HeldSums> partsOf(List<Long> numbers, long sequence) {
        return question.ask(
                () -> held.parts(source, state.id(), numbers), HeldSums::applied, sequence);
    }
}
