package io.freshet.poller.warehouse;

import io.freshet.events.ChangeEvent;
import io.freshet.events.RangeDoubted;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.warehouse.InMemoryWarehouse.HeldRow;
import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The rows that a warehouse in memory holds, table by table, and what is wrong with them. */
final class InMemoryHeldRows {

    private final Home home;
    private final Map<TableId, TreeMap<Long, HeldRow>> tables = new HashMap<>();
    private final Set<Long> refusedKeys = new HashSet<>();
    private final Set<Long> damaged = new HashSet<>();

    InMemoryHeldRows(Home home) {
        this.home = home;
    }

    /** The rows of a table. */
    NavigableMap<Long, HeldRow> of(TableId table) {
        return tables.computeIfAbsent(table, made -> new TreeMap<>());
    }

    /** Rows with this key are refused from now on. */
    void refuse(long key) {
        refusedKeys.add(key);
    }

    /** The sums of a range are wrong until they are doubted. */
    void damage(long range) {
        damaged.add(range);
    }

    /** Numbers of the ranges whose sums are wrong. */
    Set<Long> damaged() {
        return damaged;
    }

    /** Nothing is held any more. */
    void clear() {
        tables.clear();
    }

    /** Applies an event that is neither old nor out of order. */
    void change(ChangeEvent event) {
        if (event instanceof RowsRead read) {
            put(of(read.table()), read.rows());
        } else if (event instanceof RangeRead read) {
            NavigableMap<Long, HeldRow> rows = of(read.table());
            Set<Long> kept = new HashSet<>();
            for (long key : read.rows().keys()) {
                kept.add(key);
            }
            rows.subMap(read.range().low(), true, read.range().high(), true)
                    .keySet()
                    .removeIf(key -> !kept.contains(key));
            put(rows, read.rows());
        } else if (event instanceof RowsGone gone) {
            for (long key : gone.keys()) {
                of(gone.table()).remove(key);
            }
        } else if (event instanceof RangeDoubted doubted) {
            damaged.remove(home.numberOf(doubted.range().low()));
        }
    }

    private void put(NavigableMap<Long, HeldRow> rows, RowBlock block) {
        for (int row = 0; row < block.size(); row++) {
            long key = block.keys()[row];
            if (!refusedKeys.contains(key)) {
                HeldRow before = rows.get(key);
                long time = before == null ? block.times()[row] : before.time();
                rows.put(key, new HeldRow(block.digests()[row], time, block.values(0)[row]));
            }
        }
    }
}
