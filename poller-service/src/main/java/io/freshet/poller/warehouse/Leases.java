package io.freshet.poller.warehouse;

import io.freshet.poller.limit.PollerLimits;
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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The leases that say which poller owns which source, in the warehouse and by its clock. A lease
 * ends by itself when it is not renewed for {@link #LIFETIME}; then any poller may take it. Does
 * not block; any thread. Every method fails where the warehouse does.
 */
@ApplicationScoped
public class Leases {

    /** How long a lease lasts without being renewed. */
    public static final Duration LIFETIME = PollerLimits.LEASE;

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

    /** Renews all leases of this poller; gives the newest fence of each by its source's id. */
    public Future<Map<Integer, Long>> renew() {
        return warehouse
                .query(LeaseSql.RENEW, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(Leases::fences);
    }

    /**
     * Takes up to {@code most} free leases among {@code wanted}; gives the newest fence of each by
     * its source's id.
     */
    public Future<Map<Integer, Long>> take(Collection<Integer> wanted, int most) {
        return warehouse
                .query(
                        LeaseSql.TAKE,
                        Tuple.of(
                                instance,
                                (double) LIFETIME.toMillis(),
                                wanted.toArray(Integer[]::new),
                                most))
                .map(Leases::fences);
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

    private static Map<Integer, Long> fences(RowSet<Row> rows) {
        Map<Integer, Long> fences = new HashMap<>();
        rows.forEach(row -> fences.put(row.getInteger(0), row.getLong(1)));
        return fences;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "poller";
        }
    }
}
