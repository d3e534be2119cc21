package io.freshet.simulator.replay;

import io.freshet.simulator.database.RowLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds one source with its answers, one commit under way while the next is collected. After a
 * failure it takes no more. Blocks; for one thread, except for the getters.
 */
final class SourceFeed {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    private final String database;
    private final RowLoader loader;
    private final int rowsPerCommit;
    private List<List<String>> collected = new ArrayList<>();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private int rowsUnderWay;
    private long toSkip;
    private final AtomicLong present = new AtomicLong();
    private volatile String error;

    SourceFeed(String database, RowLoader loader, int rowsPerCommit) {
        this.database = database;
        this.loader = loader;
        this.rowsPerCommit = rowsPerCommit;
    }

    /** Looks how many answers are there already: as many are skipped. */
    void open() {
        try {
            toSkip = loader.count().await().atMost(STATEMENT_TIMEOUT);
            present.set(toSkip);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /**
     * Takes the next answer.
     *
     * @return whether it was one that is not there yet
     */
    boolean offer(List<String> answer) {
        if (error != null) {
            return false;
        }
        if (toSkip > 0) {
            toSkip--;
            return false;
        }
        collected.add(answer);
        if (collected.size() >= rowsPerCommit) {
            commit();
        }
        return true;
    }

    /** Commits what is collected and waits for it. */
    void finish() {
        commit();
        settle();
        loader.close().subscribe().with(closed -> {}, failure -> {});
    }

    /** Answers now in the source. */
    long present() {
        return present.get();
    }

    /** What went wrong, or null. */
    String error() {
        return error;
    }

    private void commit() {
        settle();
        if (error == null && !collected.isEmpty()) {
            rowsUnderWay = collected.size();
            underWay = loader.load(collected).subscribeAsCompletionStage();
            collected = new ArrayList<>();
        }
    }

    private void settle() {
        try {
            underWay.get(STATEMENT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            present.addAndGet(rowsUnderWay);
            rowsUnderWay = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (ExecutionException | TimeoutException e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        boolean wrapped =
                failure instanceof ExecutionException || failure instanceof CompletionException;
        Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        error =
                "Database \"%s\" takes no more answers after %d: %s; start again to go on from there"
                        .formatted(database, present.get(), reason);
        underWay = CompletableFuture.completedFuture(null);
        rowsUnderWay = 0;
        collected = new ArrayList<>();
    }
}
