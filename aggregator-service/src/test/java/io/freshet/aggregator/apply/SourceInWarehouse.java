package io.freshet.aggregator.apply;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of its own in a warehouse of sales, and what the warehouse holds of it. */
record SourceInWarehouse(ApplyingWarehouse warehouse, String name, int id) {

    private static final AtomicInteger SOURCES = new AtomicInteger();

    /** A new source of the region ZZ, whose epoch 1 is open. */
    static SourceInWarehouse openedIn(ApplyingWarehouse warehouse) {
        String name = "s" + SOURCES.incrementAndGet();
        int id = warehouse.register(name, "{\"region\": \"ZZ\"}");
        warehouse.apply(ApplyEvents.opened(name, 1));
        return new SourceInWarehouse(warehouse, name, id);
    }

    /** Area, rows, count and sum of the amounts, of every area. */
    String byArea() {
        return String.join(
                " ",
                lines(
                        "select area, rows, amount_count, amount_sum from sales.by_area where source_id = %d order by area"));
    }

    /** Hour of the day in UTC and rows, of every bucket that is not empty. */
    List<String> overTime() {
        return lines(
                "select extract(hour from bucket at time zone 'UTC')::int, rows from sales.over_time where source_id = %d and rows <> 0 order by 1");
    }

    /** Number, rows and checksum of every range that is not empty. */
    List<String> keyRanges() {
        return lines(
                "select range_number, rows, digest from freshet.key_range where source_id = %d and rows <> 0 order by 1");
    }

    /** How often the source's tables were changed. */
    String version() {
        return String.join("", lines("select version from freshet.applied where source_id = %d"));
    }

    /** Fence and sequence of the last event applied. */
    String position() {
        return String.join(
                "", lines("select fence, sequence from freshet.applied where source_id = %d"));
    }

    /** How many of the source's events were refused for the reason. */
    double refused(String reason) {
        return counted("freshet.changes.refused", reason);
    }

    /** How many of a meter that counts by source and reason. */
    double counted(String meter, String reason) {
        return warehouse
                .registry
                .find(meter)
                .tags("source", name, "reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private List<String> lines(String query) {
        return warehouse.query(query.formatted(id));
    }
}
