package io.freshet.poller.source;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.TableDefinition;
import io.freshet.testkit.TestDatabase.Login;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A source with one table as the contract needs it: what is written to it and done to it, and how
 * it is read. What is written can be read when the call returns.
 */
public abstract class ContractSource implements AutoCloseable {

    private static final PipelineDefinition PIPELINE = PipelineLibrary.load(List.of()).all().get(0);

    private final List<SourceConnection> opened = new ArrayList<>();

    /** What it can. */
    public abstract Set<SourceCapability> capabilities();

    /** How it is connected to. */
    protected abstract SourceConnector connector();

    /** What is configured of it. */
    protected abstract SourceConfig config();

    /** The outcome; throws what it fails with. */
    public abstract <T> T await(Future<T> future);

    /** The time of day by this process's clock, microseconds since 1970 UTC. */
    public abstract long nowMicros();

    /** From now on statements are given up after this; to be called before it is connected to. */
    public abstract void limitStatements(Duration limit);

    /** Makes the table. */
    public abstract void createTable();

    /** Drops the table. */
    public abstract void dropTable();

    /** Drops a declared column. */
    public abstract void dropColumn(String name);

    /** Inserts or updates a row; the value is that of the first declared column, or null. */
    public abstract void put(long key, String value);

    /** Inserts the keys from one to another, both included; values tell them apart. */
    public abstract void fill(long from, long to);

    /** Deletes keys. */
    public abstract void remove(long from, long to);

    /** Empties the table at once. */
    public abstract void truncate();

    /** Gives all rows a time in the column that the definition declares. */
    public abstract void date(long micros);

    /** Adds a row, whatever rows there are; without a key where that is null. */
    public abstract void insert(Long key, String value);

    /** From now on reading this row takes longer than a statement may; others are quick. */
    public abstract void slowDown(long key);

    /** Locks the table against being read, or unlocks it. */
    public abstract void lock(boolean on);

    /** Later writes do not show, or again. Returns when that is so. */
    public abstract void pauseReplay(boolean on);

    /** Ends all connections; new ones are taken. */
    public abstract void cut();

    /** Ends all connections and takes no new ones. */
    public abstract void goDown();

    /** From now on nothing is answered, and nothing closed. */
    public abstract void fallSilent();

    /** The table's definition. */
    public final TableDefinition definition() {
        return PIPELINE.tables().get(0);
    }

    /** A new connection. */
    public final SourceConnection open() {
        SourceConnection connection = await(connector().open(config()));
        opened.add(connection);
        return connection;
    }

    /** The table, verified by a connection of its own. */
    public final SourceTable read() {
        return read(0);
    }

    /** The same, read under a meaning. */
    public final SourceTable read(long meaning) {
        return await(open().verify(definition(), meaning));
    }

    /** Every row of the table, in any order. */
    public final RowBlock all(SourceTable table) {
        return await(table.probe(List.of(KeyRange.ALL), 1, 1_000_000)).rows();
    }

    /** Whether it can something. */
    final boolean can(SourceCapability capability) {
        return capabilities().contains(capability);
    }

    protected static SourceConfig configOf(String url, Login login, AccessConfig access) {
        return new SourceConfig(
                "fra",
                DatabaseUrl.parse(url),
                login.username(),
                new Secret(login.password()),
                PIPELINE.name(),
                Map.of("country", "FRA"),
                Duration.ofMillis(100),
                SweepConfig.DEFAULT,
                access);
    }

    /** Closes what was opened. */
    @Override
    public void close() {
        opened.forEach(SourceConnection::close);
    }
}
