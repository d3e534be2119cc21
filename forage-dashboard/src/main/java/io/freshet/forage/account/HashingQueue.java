package io.freshet.forage.account;

import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Has slow work done a little at a time, for one party after the other: however much one of them
 * asks for, another waits for one turn of each. Thread-safe; does not block.
 */
final class HashingQueue {
    private final Executor workers;
    private final int atOnce;
    private final int most;
    private final int mostOfOne;

    /** By party, in the order of their turns; guarded by itself, as is what follows. */
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int inAll;
    private int underWay;

    /**
     * @param atOnce how much is done at once
     * @param most how much may wait
     * @param mostOfOne how much of it may be one party's
     */
    HashingQueue(Executor workers, int atOnce, int most, int mostOfOne) {
        this.workers = workers;
        this.atOnce = atOnce;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Has work done when it is the party's turn.
     *
     * @return what it gives; fails with {@link Refused} where too much waits
     */
    <T> Uni<T> run(String party, Supplier<T> work) {
        return Uni.createFrom().emitter(result -> add(party, () -> complete(result, work), result));
    }

    private static <T> void complete(UniEmitter<? super T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException e) {
            result.fail(e);
        }
    }

    private void add(String party, Runnable work, UniEmitter<?> result) {
        synchronized (waiting) {
            Deque<Runnable> own = waiting.computeIfAbsent(party, first -> new ArrayDeque<>());
            if (inAll < most && own.size() < mostOfOne) {
                own.add(work);
                inAll++;
                begin();
                return;
            }
            if (own.isEmpty()) {
                waiting.remove(party);
            }
        }
        result.fail(Refused.tooMany("Too many people sign in at this moment; try again.", 1));
    }

    private void begin() {
        while (underWay < atOnce && !waiting.isEmpty()) {
            Iterator<Map.Entry<String, Deque<Runnable>>> turns = waiting.entrySet().iterator();
            Map.Entry<String, Deque<Runnable>> turn = turns.next();
            String party = turn.getKey();
            Deque<Runnable> own = turn.getValue();
            turns.remove();
            Runnable work = own.remove();
            if (!own.isEmpty()) {
                waiting.put(party, own);
            }
            inAll--;
            underWay++;
            workers.execute(() -> finish(work));
        }
    }

    private void finish(Runnable work) {
        try {
            work.run();
        } finally {
            synchronized (waiting) {
                underWay--;
                begin();
            }
        }
    }
}
