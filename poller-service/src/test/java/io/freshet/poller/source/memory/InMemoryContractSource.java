package io.freshet.poller.source.memory;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_CHANGE_COUNTS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_WRITE_MARKS;

import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceCapability;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.time.VirtualTime;
import io.freshet.testkit.TestDatabase.Login;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;

/** The source in memory, on virtual time, as the contract needs it. */
public final class InMemoryContractSource extends ContractSource {

    private final VirtualTime time = new VirtualTime();
    private final InMemorySource source = new InMemorySource(time);

    @Override
    public Set<SourceCapability> capabilities() {
        return Set.of(SUPPORTS_CHANGE_COUNTS, SUPPORTS_WRITE_MARKS);
    }

    @Override
    protected SourceConnector connector() {
        return source;
    }

    @Override
    protected SourceConfig config() {
        return configOf(
                "postgresql://nowhere:5432/fra", new Login("reader", "none"), AccessConfig.DEFAULT);
    }

    @Override
    public <T> T await(Future<T> future) {
        time.pass(Duration.ofMinutes(1));
        if (!future.isComplete()) {
            throw new AssertionError("no answer");
        }
        if (future.cause() instanceof RuntimeException failure) {
            throw failure;
        }
        return future.result();
    }

    @Override
    public long nowMicros() {
        return time.wallMicros();
    }

    @Override
    public void limitStatements(Duration limit) {
        // Its own limit costs no real time.
    }

    private InMemoryTable table() {
        return source.table(definition().name());
    }

    @Override
    public void createTable() {
        table();
    }

    @Override
    public void dropTable() {
        source.drop(definition().name());
    }

    @Override
    public void dropColumn(String name) {
        table().drop(name);
    }

    @Override
    public void put(long key, String value) {
        table().put(key, value);
    }

    @Override
    public void fill(long from, long to) {
        table().fill(from, to);
    }

    @Override
    public void remove(long from, long to) {
        for (long key = from; key <= to; key++) {
            table().remove(key);
        }
    }

    @Override
    public void truncate() {
        table().truncate();
    }

    @Override
    public void date(long micros) {
        // Its rows have no further columns.
    }

    @Override
    public void insert(Long key, String value) {
        table().insert(key, value);
    }

    @Override
    public void slowDown(long key) {
        source.slowDown(key);
    }

    @Override
    public void lock(boolean on) {
        source.lock(on);
    }

    @Override
    public void pauseReplay(boolean on) {
        throw new UnsupportedOperationException("what is in memory is never replayed");
    }

    @Override
    public void cut() {
        source.cut();
    }

    @Override
    public void goDown() {
        source.down(true);
    }

    @Override
    public void fallSilent() {
        source.silence(true);
    }
}
