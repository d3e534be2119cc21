package io.freshet.charts.stream;

import io.freshet.runtime.http.ClientNetwork;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams are open, in all and of each network, and whether there is one more place. */
final class Places {

    private final int most;
    private final int mostOfOne;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<ClientNetwork, Integer> takenByEach = new ConcurrentHashMap<>();

    /**
     * @param most how many there are in all
     * @param mostOfOne how many of them one network may take
     */
    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    int taken() {
        return taken.get();
    }

    /** Takes a place if it answers {@link StreamAdmission#ADMITTED}. */
    StreamAdmission take(ClientNetwork network) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return StreamAdmission.ALL_TAKEN;
        }
        if (takenByEach.merge(network, 1, Integer::sum) > mostOfOne) {
            free(network);
            return StreamAdmission.TOO_MANY_OF_ONE;
        }
        return StreamAdmission.ADMITTED;
    }

    /** Gives back a place that was taken. */
    void free(ClientNetwork network) {
        takenByEach.computeIfPresent(network, (same, number) -> number == 1 ? null : number - 1);
        taken.decrementAndGet();
    }
}
