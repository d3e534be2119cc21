package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresSource;
import io.freshet.testkit.TestServers;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of tables whose keys do not tell what is new: all at first, later what was added. */
class BlockFinderTest {

    /** What can be read like a table, and what polls find of it. */
    enum Kind {
        TABLE("create table things (id text primary key, note text)", "things", true, true),
        PARTITIONED(
                "create table things (id text, note text) partition by hash (id);"
                        + "create table first partition of things for values with (modulus 2, remainder 0);"
                        + "create table second partition of things for values with (modulus 2, remainder 1)",
                "things",
                true,
                false),
        INHERITED(
                "create table things (id text, note text); create table later () inherits (things)",
                "later",
                true,
                false),
        VIEW(
                "create table stored (id text, note text); create view things as select * from stored",
                "stored",
                false,
                false);

        private final String statements;
        private final String filled;
        private final boolean isRead;
        private final boolean findsWhatIsAdded;

        Kind(String statements, String filled, boolean isRead, boolean findsWhatIsAdded) {
            this.statements = statements;
            this.filled = filled;
            this.isRead = isRead;
            this.findsWhatIsAdded = findsWhatIsAdded;
        }
    }

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private SourceTable things;

    @AfterEach
    void close() {
        source.close();
    }

    private void create(Kind kind) {
        source.database().execute(kind.statements.split(";"));
        things =
                source.reader(
                        PipelineReader.read(
                                        "things",
                                        new StringReader(
                                                "pipeline: p\ntables: {things: {key: id, columns: {id: text, note: text}}}"))
                                .tables()
                                .get(0));
    }

    private void fill(String table, int from, int to) {
        source.database()
                .execute(
                        "insert into %s select 'k' || i, 'note ' || i from generate_series(%d, %d) i"
                                .formatted(table, from, to));
    }

    /**
     * Waits until nobody's transaction on the server is older than what was written: rows that are
     * younger than the oldest one may be given twice.
     */
    private void settle() throws InterruptedException {
        String written = source.database().query("select pg_current_xact_id()").get(0);
        String younger =
                "select 1 where pg_snapshot_xmin(pg_current_snapshot()) > '%s'::xid8"
                        .formatted(written);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (source.database().query(younger).isEmpty()) {
            assertThat(System.nanoTime()).as("a transaction goes on").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What comes until no more waits, sorted. */
    private List<String> take(BlockFinder rows) {
        List<String> keys = new ArrayList<>();
        for (RowPage page = next(rows); ; page = next(rows)) {
            RowBlock block = page.rows();
            assertThat(block.size()).isLessThanOrEqualTo(PollerLimits.BLOCK_ROWS);
            keys.addAll(List.of(block.values(0)));
            if (!page.more()) {
                Collections.sort(keys);
                return keys;
            }
        }
    }

    private RowPage next(BlockFinder rows) {
        return source.await(rows.find(things, 1));
    }

    private static List<String> keys(int from, int to) {
        List<String> keys = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            keys.add("k" + i);
        }
        Collections.sort(keys);
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void givesAllRowsOnceThenWhatIsAdded(Kind kind) throws InterruptedException {
        create(kind);
        fill(kind.filled, 1, 20_000);
        settle();
        BlockFinder rows = new BlockFinder(true);

        assertThat(take(rows)).isEqualTo(kind.isRead ? keys(1, 20_000) : List.of());
        assertThat(rows.isLoading()).isFalse();
        assertThat(take(rows)).isEmpty();

        fill(kind.filled, 20_001, 20_010);
        assertThat(take(rows)).isEqualTo(kind.findsWhatIsAdded ? keys(20_001, 20_010) : List.of());
        assertThat(take(rows)).isEmpty();
    }

    @Test
    void findsManyRowsThatAreAddedAtOnce() throws InterruptedException {
        create(Kind.TABLE);
        fill("things", 1, 100);
        settle();
        BlockFinder rows = new BlockFinder(true);
        take(rows);

        fill("things", 101, 60_000);

        assertThat(take(rows)).isEqualTo(keys(101, 60_000));
    }

    @Test
    void givesNothingOfWhatWasThereWhereThatIsNotAskedFor() throws InterruptedException {
        create(Kind.TABLE);
        fill("things", 1, 100);
        settle();
        BlockFinder rows = new BlockFinder(false);

        assertThat(take(rows)).isEmpty();
        fill("things", 101, 102);
        assertThat(take(rows)).containsExactlyInAnyOrder("k101", "k102");
    }

    @Test
    void findsARowWhoseTransactionIsUnderWayForLongAndNoOtherTwice() throws SQLException {
        create(Kind.TABLE);
        BlockFinder rows = new BlockFinder(true);
        take(rows);
        try (Connection slow = source.database().connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("insert into things values ('slow', '')");
            assertThat(take(rows)).isEmpty();
            fill("things", 1, 2);
            assertThat(take(rows)).containsExactlyInAnyOrder("k1", "k2");
            assertThat(take(rows)).isEmpty();

            slow.commit();
        }
        assertThat(take(rows)).containsExactly("slow");
        assertThat(take(rows)).isEmpty();
    }

    @Test
    void findsARowThatIsUpdatedWhereRowsAreAdded() throws InterruptedException {
        create(Kind.TABLE);
        fill("things", 1, 100);
        settle();
        BlockFinder rows = new BlockFinder(true);
        take(rows);

        source.database().execute("update things set note = 'changed' where id = 'k7'");

        assertThat(take(rows)).containsExactly("k7");
    }
}
