package io.freshet.poller.warehouse;

import io.freshet.warehouse.layout.LeaseSql;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Leases in the warehouse, by its clock. No other process ever has this poller's name, so that none
 * is taken for another.
 */
@ApplicationScoped
public class WarehouseLeases implements Leases {

    private final Warehouse warehouse;
    private final String instance = hostName() + "-" + UUID.randomUUID().toString().substring(0, 8);

    WarehouseLeases(@ReactiveDataSource(Warehouses.LEASES) Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public Future<Integer> alive() {
        return warehouse
                .query(
                        LeaseSql.ALIVE,
                        Tuple.of(
                                instance,
                                (double) LIFETIME.toMillis(),
                                (double) SILENCE.toMillis()))
                .map(rows -> rows.iterator().next().getLong(0).intValue());
    }

    @Override
    public Future<Map<Integer, Long>> renew() {
        return warehouse
                .query(LeaseSql.RENEW, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(WarehouseLeases::fences);
    }

    @Override
    public Future<Map<Integer, Long>> take(Collection<Integer> wanted, int most) {
        return warehouse
                .query(
                        LeaseSql.TAKE,
                        Tuple.of(
                                instance,
                                (double) LIFETIME.toMillis(),
                                wanted.toArray(Integer[]::new),
                                most,
                                (double) SILENCE.toMillis()))
                .map(WarehouseLeases::fences);
    }

    @Override
    public Future<Void> release(Collection<Integer> sources) {
        return warehouse
                .query(
                        LeaseSql.RELEASE,
                        Tuple.of(instance, (Object) sources.toArray(Integer[]::new)))
                .mapEmpty();
    }

    @Override
    public Future<Void> leave() {
        return warehouse.query(LeaseSql.LEAVE, Tuple.of(instance)).mapEmpty();
    }

    @Override
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
