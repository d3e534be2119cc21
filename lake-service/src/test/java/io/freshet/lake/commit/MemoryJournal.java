package io.freshet.lake.commit;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeJournal;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeMark;
import io.freshet.lake.journal.LakeRange;
import io.freshet.lake.journal.LakeStanding;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A journal in memory, every call of which may fail. */
final class MemoryJournal implements LakeJournal {

    static final LakeTable ORDERS = new LakeTable(LakeZone.INGESTION, "orders");
    static final LakeTable FACTS = new LakeTable(LakeZone.PROCESSED, "fact_orders");
    static final List<LakeColumn> COLUMNS =
            List.of(new LakeColumn("id", "integer"), new LakeColumn("price", "numeric(10,2)"));

    /** All that was ever journalled. */
    List<LakeChange> all = new ArrayList<>();

    /** What is left of it. */
    List<LakeChange> left = new ArrayList<>();

    long archived = -1;
    String installation = "one";
    private long nextId = 1;
    private FaultPoints faults = new FaultPoints(0);

    void failBy(FaultPoints points) {
        this.faults = points;
    }

    /** A transaction that changes the price of an order, and the row of its fact. */
    void change(long version, int id, String price, Instant at) {
        for (LakeTable table : List.of(ORDERS, FACTS)) {
            LakeChange change =
                    new LakeChange(
                            table,
                            version,
                            nextId++,
                            price != null,
                            table.equals(ORDERS) ? (long) id : null,
                            LakeJson.row("{\"id\": %d, \"price\": %s}".formatted(id, price)),
                            at);
            all.add(change);
            left.add(change);
        }
    }

    /** Forgets what is archived, as the aggregator does. */
    void prune() {
        left.removeIf(change -> change.version() <= archived);
    }

    /** A copy, as a backup is one. */
    MemoryJournal copy() {
        MemoryJournal copy = new MemoryJournal();
        copy.all = new ArrayList<>(all);
        copy.left = new ArrayList<>(left);
        copy.archived = archived;
        copy.nextId = nextId;
        return copy;
    }

    long version() {
        return all.stream().mapToLong(LakeChange::version).max().orElse(0);
    }

    @Override
    public LakeStanding standing(long position) {
        faults.pass("asking how it stands");
        Optional<LakeMark> mark =
                left.stream()
                        .filter(change -> change.version() == position)
                        .reduce((first, second) -> second)
                        .map(change -> new LakeMark(change.changeId(), change.changedAt()));
        return new LakeStanding(installation, version(), archived, mark);
    }

    @Override
    public Optional<LakeRange> next(long after, long bytes, long rows) {
        faults.pass("asking for a range");
        Map<Long, List<LakeChange>> versions =
                left.stream()
                        .filter(change -> change.version() > after)
                        .collect(
                                Collectors.groupingBy(
                                        LakeChange::version, TreeMap::new, Collectors.toList()));
        long to = 0;
        List<LakeChange> changes = new ArrayList<>();
        for (Map.Entry<Long, List<LakeChange>> version : versions.entrySet()) {
            if (!changes.isEmpty() && changes.size() + version.getValue().size() > rows) {
                break;
            }
            to = version.getKey();
            changes.addAll(version.getValue());
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LakeRange(
                                to,
                                changes.size(),
                                changes.stream()
                                        .map(LakeChange::table)
                                        .collect(Collectors.toSet())));
    }

    @Override
    public Map<LakeTable, List<LakeColumn>> columns(Set<LakeTable> tables) {
        return tables.stream().collect(Collectors.toMap(table -> table, table -> COLUMNS));
    }

    @Override
    public void changes(long after, long to, Consumer<LakeChange> taker) {
        faults.pass("reading changes");
        left.stream()
                .filter(change -> change.version() > after && change.version() <= to)
                .forEach(taker);
    }

    @Override
    public Set<LakeTable> tables() {
        return Set.of(ORDERS, FACTS);
    }

    @Override
    public long snapshot(Set<LakeTable> tables, long after, Consumer<LakeChange> taker) {
        faults.pass("reading all rows");
        rows(ORDERS).values().stream()
                .filter(row -> left.stream().noneMatch(told -> tells(told, row, after)))
                .forEach(
                        row ->
                                taker.accept(
                                        new LakeChange(
                                                ORDERS,
                                                version(),
                                                0,
                                                true,
                                                row.get("id").longValue(),
                                                (com.fasterxml.jackson.databind.node.ObjectNode)
                                                        row,
                                                Instant.EPOCH)));
        return version();
    }

    private static boolean tells(
            LakeChange change, com.fasterxml.jackson.databind.JsonNode row, long after) {
        return change.version() > after && change.present() && change.row().equals(row);
    }

    /** The rows of a table as they are, by their ids. */
    Map<Integer, com.fasterxml.jackson.databind.JsonNode> rows(LakeTable table) {
        return states(all.stream().filter(change -> change.table().equals(table)).toList());
    }

    /** What changes make of rows, by their ids. */
    static Map<Integer, com.fasterxml.jackson.databind.JsonNode> states(List<LakeChange> changes) {
        Map<Integer, com.fasterxml.jackson.databind.JsonNode> rows = new LinkedHashMap<>();
        for (LakeChange change : changes) {
            int id = change.row().get("id").intValue();
            if (change.present()) {
                rows.put(id, change.row());
            } else {
                rows.remove(id);
            }
        }
        return new TreeMap<>(rows);
    }

    @Override
    public void archived(long version) {
        faults.pass("before noting the position");
        archived = Math.max(archived, version);
        faults.pass("after noting the position");
        prune();
    }
}
