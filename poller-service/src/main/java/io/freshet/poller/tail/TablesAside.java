package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.events.TableStatus;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.time.EventLoop;
import io.freshet.runtime.logging.LogFields;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The tables of a source that are set aside, so that its others are read on: because they cannot be
 * read, and then until they are proven anew. They count neither as read nor as proven, and are not
 * waited for. To be used from the source's loop.
 */
final class TablesAside {

    private static final Logger LOG = Logger.getLogger(SourceWorker.class);

    private static final long AGAIN_MILLIS = 5_000;

    /**
     * One of them.
     *
     * @param again when it is tried again, by the loop's clock
     * @param readSince since when it is read again, microseconds since 1970 UTC; 0 where it is not
     */
    private record Aside(TableStatus status, long again, long readSince) {}

    private final String source;
    private final PipelineDefinition pipeline;
    private final EventLoop loop;
    private final StatusLine line;
    private final Map<String, Aside> byName = new TreeMap<>();

    TablesAside(String source, PipelineDefinition pipeline, EventLoop loop, StatusLine line) {
        this.source = source;
        this.pipeline = pipeline;
        this.loop = loop;
        this.line = line;
    }

    /** Whether a failure is that of one table: others can be read. */
    static boolean isOfTable(Throwable error) {
        return error instanceof SourceProblem problem && problem.ofTable().isPresent();
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Whether a table is set aside, be it read again or not. */
    boolean has(String table) {
        return byName.containsKey(table);
    }

    /** Whether a table is set aside and not read. */
    boolean isUnread(String table) {
        Aside found = byName.get(table);
        return found != null && found.readSince() == 0;
    }

    /**
     * Whether the source is worth being read without some tables: one of its own is left. What lies
     * beside it, as files do, tells nothing of it.
     */
    boolean leavesEnough(Collection<String> without) {
        List<TableDefinition> own =
                pipeline.tables().stream().filter(table -> table.origin().isSource()).toList();
        return without.isEmpty()
                || (own.isEmpty() ? pipeline.tables() : own)
                        .stream().anyMatch(table -> !without.contains(table.name()));
    }

    /**
     * Sets a table aside that has failed while it was read, where others are left.
     *
     * @return whether they are, and the failure was that of the table
     */
    boolean take(TailedTable table, Throwable error) {
        Set<String> without = new HashSet<>(unread());
        without.add(table.name());
        if (!isOfTable(error) || !leavesEnough(without)) {
            return false;
        }
        table.disconnected();
        // Looking at it anew tells best what is wrong with it.
        put(table.name(), (SourceProblem) error, table.completeAt(), loop.millis());
        return true;
    }

    /** Sets a table aside that was looked at, and cannot be read. */
    void put(String table, SourceProblem problem) {
        put(table, problem, 0, loop.millis() + AGAIN_MILLIS);
    }

    private void put(String table, SourceProblem problem, long completeAt, long again) {
        Aside before = byName.get(table);
        long asOf = Math.max(completeAt, before == null ? 0 : before.status().asOf());
        String why = problem.ofTable().orElseThrow();
        String detail = "table %s is set aside, and its last rows stay: %s".formatted(table, why);
        if (before == null || !before.status().detail().equals(detail)) {
            LogFields.source(source)
                    .log(
                            () ->
                                    LOG.warnf(
                                            "%s: table %s is set aside, and the others are read on: %s",
                                            source, table, problem.getMessage()));
        }
        change(table, new Aside(new TableStatus(table, problem.state(), detail, asOf), again, 0));
    }

    /** A table can be read, and counts as proven once it is so anew, if it was set aside. */
    void isRead(String table) {
        if (isUnread(table)) {
            long asOf = byName.get(table).status().asOf();
            LOG.infof("%s: table %s can be read again", source, table);
            TableStatus status =
                    new TableStatus(
                            table,
                            SourceState.CATCHING_UP,
                            "table %s can be read again, and is not compared whole yet"
                                    .formatted(table),
                            asOf);
            change(table, new Aside(status, 0, loop.wallMicros()));
        }
    }

    /** Takes in up to when tables are proven. */
    void settle(List<TailedTable> tables) {
        for (TailedTable table : tables) {
            Aside found = byName.get(table.name());
            if (found != null
                    && found.readSince() > 0
                    && table.reconciliation().standing().provenAt() >= found.readSince()) {
                byName.remove(table.name());
                tell();
            }
        }
    }

    private void change(String table, Aside aside) {
        byName.put(table, aside);
        tell();
    }

    private void tell() {
        line.aside(byName.values().stream().map(Aside::status).toList());
    }

    /** The tables that are to be tried again now. */
    List<TableDefinition> due() {
        if (isEmpty()) {
            // as nearly always, and asked at every poll
            return List.of();
        }
        return unreadNow()
                .filter(table -> byName.get(table.name()).again() <= loop.millis())
                .toList();
    }

    private Set<String> unread() {
        return Set.copyOf(unreadNow().map(TableDefinition::name).toList());
    }

    private Stream<TableDefinition> unreadNow() {
        return pipeline.childrenFirst().stream().filter(table -> isUnread(table.name()));
    }

    /** What is said of them, in sentences. */
    List<String> sentences() {
        return byName.values().stream().map(aside -> aside.status().detail()).toList();
    }
}
