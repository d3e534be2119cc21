package io.freshet.poller.warehouse;

import io.freshet.warehouse.layout.LeaseSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The leases that say which poller owns which source, in the warehouse and by its clock. A lease
 * ends by itself when it is not renewed for {@link #LIFETIME}; then any poller may take it. Does
 * not block; any thread. Every method fails where the warehouse does.
 */
@ApplicationScoped
public class Leases {

    /** How long a lease lasts without being renewed. */
    public static final Duration LIFETIME = Duration.ofSeconds(6);

    private final Warehouse warehouse;
    private final String instance = hostName() + "-" + UUID.randomUUID().toString().substring(0, 8);

    Leases(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** This poller's name: no other process ever has the same. */
    public String instance() {
        return instance;
    }

    /** Says that this poller is alive; gives how many pollers are, this one included. */
    public Future<Integer> alive() {
        return warehouse
                .query(LeaseSql.ALIVE, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(rows -> rows.iterator().next().getLong(0).intValue());
    }

    /** Renews all leases of this poller; gives their sources' ids. */
    public Future<Set<Integer>> renew() {
        return warehouse
                .query(LeaseSql.RENEW, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(Leases::ids);
    }

    /** Takes up to {@code most} free leases among {@code wanted}; gives their sources' ids. */
    public Future<Set<Integer>> take(Collection<Integer> wanted, int most) {
        return warehouse
                .query(
                        LeaseSql.TAKE,
                        Tuple.of(
                                instance,
                                (double) LIFETIME.toMillis(),
                                wanted.toArray(Integer[]::new),
                                most))
                .map(Leases::ids);
    }

    /** Gives leases back, so that another poller can take them at once. */
    public Future<Void> release(Collection<Integer> sources) {
        return warehouse
                .query(
                        LeaseSql.RELEASE,
                        Tuple.of(instance, (Object) sources.toArray(Integer[]::new)))
                .mapEmpty();
    }

    /** This poller ends. */
    public Future<Void> leave() {
        return warehouse.query(LeaseSql.LEAVE, Tuple.of(instance)).mapEmpty();
    }

    /**
     * The fencing token of a new epoch of a source. Fails with {@link LeaseLostException} where
     * this poller does not own the source.
     */
    public Future<Long> nextFence(OwnedSource source) {
        return warehouse
                .query(LeaseSql.NEXT_FENCE, Tuple.of(instance, source.id()))
                .compose(
                        rows ->
                                rows.size() == 1
                                        ? Future.succeededFuture(rows.iterator().next().getLong(0))
                                        : Future.failedFuture(
                                                new LeaseLostException(source.name())));
    }

    private static Set<Integer> ids(RowSet<Row> rows) {
        Set<Integer> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getInteger(0)));
        return ids;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "poller";
        }
    }
}
