package io.freshet.poller.warehouse;

import io.freshet.poller.limit.PollerLimits;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * The leases that say which poller owns which source, by the clock of whoever keeps them. A lease
 * ends by itself when it is not renewed for {@link #LIFETIME}, or when its owner has no session
 * with whoever keeps it any more and was silent for {@link #SILENCE}; then any poller may take it.
 * Does not block; any thread. Every method fails where the warehouse does.
 */
public interface Leases {

    /** How long a lease lasts without being renewed. */
    Duration LIFETIME = PollerLimits.LEASE;

    /** How long a poller without a session may be silent until it counts as ended. */
    Duration SILENCE = PollerLimits.LEASE_SILENCE;

    /**
     * Says that this poller is alive; gives how many pollers are, this one included: those that
     * have said so within {@link #LIFETIME}, and have not ended.
     */
    Future<Integer> alive();

    /**
     * Renews all leases of this poller that no other has taken; gives the newest fence of each by
     * its source's id.
     */
    Future<Map<Integer, Long>> renew();

    /**
     * Takes up to {@code most} free leases among {@code wanted}; gives the newest fence of each by
     * its source's id.
     */
    Future<Map<Integer, Long>> take(Collection<Integer> wanted, int most);

    /** Gives this poller's leases back, so that another poller can take them at once. */
    Future<Void> release(Collection<Integer> sources);

    /** This poller ends. */
    Future<Void> leave();

    /**
     * The fencing token of a new epoch of a source: above all that were given before. Fails with
     * {@link LeaseLostException} where this poller does not own the source, or its lease is over.
     */
    Future<Long> nextFence(OwnedSource source);
}
