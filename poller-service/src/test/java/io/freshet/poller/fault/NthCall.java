package io.freshet.poller.fault;

import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts the calls that are made of source, warehouse and broker in memory, and has one of them
 * fail. Made with 0 it has none fail.
 */
public final class NthCall {

    /** What becomes of the call. */
    public enum Way {
        /** It is not done, and fails as it does where the other side is away. */
        FAILS,
        /** It is done, and fails all the same: the answer was lost. */
        DONE_AND_FAILS,
        /** It is not done, and succeeds: only where that may be, which is at the broker. */
        LOST,
        /** It is not done, and no answer comes before its time limit. */
        LATE,
        /** It is done, and no answer comes before its time limit. */
        DONE_AND_LATE,
        /** It is not done, and no answer comes at all. */
        NEVER,
        /** It is not done, and fails as nobody foresaw. */
        UNFORESEEN,
        /** It is not done, and throws instead of failing. */
        THROWS
    }

    /**
     * Who is called.
     *
     * @param name for people
     * @param mayLose whether a call may succeed without being done
     * @param limitMillis after so long a call counts as failed
     * @param away what a call fails with where the other side is away
     */
    public record Party(String name, boolean mayLose, long limitMillis, Supplier<Throwable> away) {}

    private final EventLoop loop;
    private final int number;
    private final Way way;
    private final List<String> made = new ArrayList<>();

    public NthCall(EventLoop loop, int number, Way way) {
        this.loop = loop;
        this.number = number;
        this.way = way;
    }

    /** No call fails, and none is counted. */
    public static NthCall none() {
        return new NthCall(null, 0, Way.FAILS);
    }

    /** Whether the call was made that was to fail. */
    public boolean happened() {
        return made.size() >= number;
    }

    /** Whether the call is answered in time, be it with a failure. */
    public boolean isAnswered() {
        return way != Way.NEVER;
    }

    /** The call that was to fail, in words. */
    @Override
    public String toString() {
        return "call %d, which %s: %s"
                .formatted(number, way, happened() ? made.get(number - 1) : "-");
    }

    /**
     * Makes a call, unless it is the one that fails.
     *
     * @param call does it
     */
    public <T> Future<T> of(Party party, Supplier<Future<T>> call) {
        if (number == 0 || (way == Way.LOST && !party.mayLose())) {
            return call.get();
        }
        made.add(party.name());
        return made.size() == number ? disturbed(party, call) : call.get();
    }

    private <T> Future<T> disturbed(Party party, Supplier<Future<T>> call) {
        return switch (way) {
            case FAILS -> after(1, party.away().get());
            case DONE_AND_FAILS ->
                    call.get().transform(done -> Future.failedFuture(party.away().get()));
            case LOST -> Future.succeededFuture();
            case LATE -> after(party.limitMillis(), party.away().get());
            case DONE_AND_LATE ->
                    call.get().transform(done -> after(party.limitMillis(), party.away().get()));
            case NEVER -> Promise.<T>promise().future();
            case UNFORESEEN -> after(1, new IllegalStateException("a bug"));
            case THROWS -> throw new IllegalStateException("a bug that throws");
        };
    }

    private <T> Future<T> after(long millis, Throwable error) {
        Promise<T> promise = Promise.promise();
        loop.after(millis, () -> promise.fail(error));
        return promise.future();
    }
}
