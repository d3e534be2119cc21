package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import java.util.List;

/** A move in a history of one source. */
sealed interface ApplyMove {

    /** The owner opens a new epoch. */
    record Open(int ahead) implements ApplyMove {}

    /** Rows are published; a lost event before them leaves a gap. */
    record Rows(List<Order> orders, boolean afterGap) implements ApplyMove {}

    /** A range is published. */
    record Range(long low, long high, List<Order> orders, boolean refilled) implements ApplyMove {}

    /** Rows are gone, and perhaps others that never were. */
    record Gone(List<Long> keys) implements ApplyMove {}

    /** The checksums of a range are doubted, with no reason. */
    record Doubted(long low, long high) implements ApplyMove {}

    /** Everything from some event on is delivered again. */
    record Redeliver(int back) implements ApplyMove {}

    /** A former owner's event arrives late. */
    record Late(List<Order> orders) implements ApplyMove {}

    /** An event arrives whose epoch was never opened. */
    record Unopened(List<Order> orders) implements ApplyMove {}
}
