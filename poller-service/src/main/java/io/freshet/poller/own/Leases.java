package io.freshet.poller.own;

import io.freshet.poller.warehouse.Warehouse;
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

    private static final String ALIVE =
            """
            with me as (
              insert into freshet.poller (instance, seen_at) values ($1, now())
              on conflict (instance) do update set seen_at = excluded.seen_at),
            gone as (delete from freshet.poller where seen_at < now() - interval '1 hour')
            select count(*) + 1 from freshet.poller
            where instance <> $1 and seen_at > now() - $2 * interval '1 millisecond'
            """;
    private static final String RENEW =
            """
            update freshet.source_lease set expires_at = now() + $2 * interval '1 millisecond'
            where owner = $1 returning source_id
            """;
    private static final String TAKE =
            """
            update freshet.source_lease
            set owner = $1, expires_at = now() + $2 * interval '1 millisecond'
            where source_id in (
              select source_id from freshet.source_lease
              where source_id = any($3) and (owner is null or expires_at < now())
              order by random() limit $4 for update skip locked)
            returning source_id
            """;
    private static final String RELEASE =
            """
            update freshet.source_lease set owner = null, expires_at = '-infinity'
            where owner = $1 and source_id = any($2)
            """;
    private static final String NEXT_FENCE =
            """
            update freshet.source_lease set fence = fence + 1
            where source_id = $2 and owner = $1 and expires_at > now() returning fence
            """;
    private static final String LEAVE = "delete from freshet.poller where instance = $1";

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
    Future<Integer> alive() {
        return warehouse
                .query(ALIVE, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(rows -> rows.iterator().next().getLong(0).intValue());
    }

    /** Renews all leases of this poller; gives their sources' ids. */
    Future<Set<Integer>> renew() {
        return warehouse
                .query(RENEW, Tuple.of(instance, (double) LIFETIME.toMillis()))
                .map(Leases::ids);
    }

    /** Takes up to {@code most} free leases among {@code wanted}; gives their sources' ids. */
    Future<Set<Integer>> take(Collection<Integer> wanted, int most) {
        return warehouse
                .query(
                        TAKE,
                        Tuple.of(
                                instance,
                                (double) LIFETIME.toMillis(),
                                wanted.toArray(Integer[]::new),
                                most))
                .map(Leases::ids);
    }

    /** Gives leases back, so that another poller can take them at once. */
    Future<Void> release(Collection<Integer> sources) {
        return warehouse
                .query(RELEASE, Tuple.of(instance, (Object) sources.toArray(Integer[]::new)))
                .mapEmpty();
    }

    /** This poller ends. */
    Future<Void> leave() {
        return warehouse.query(LEAVE, Tuple.of(instance)).mapEmpty();
    }

    /**
     * The fencing token of a new epoch of a source. Fails with {@link LeaseLostException} where
     * this poller does not own the source.
     */
    public Future<Long> nextFence(OwnedSource source) {
        return warehouse
                .query(NEXT_FENCE, Tuple.of(instance, source.id()))
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
