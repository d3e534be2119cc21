package io.freshet.faultinjection.soak;

import io.freshet.faultinjection.history.Histories;
import io.freshet.faultinjection.history.Kind;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.history.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Writers that make random moves, one per source, until told to rest. Not thread-safe. */
public final class RandomWriters implements Load {

    private static final int LONGEST_PAUSE_MILLIS = 80;
    private static final int RESET_ONE_IN = 12;

    private final List<Writer> writers = new ArrayList<>();
    private final List<Random> randoms = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private volatile boolean resting;

    /**
     * @param seed chooses the moves
     */
    public RandomWriters(List<SourceUnderTest> sources, long seed) {
        for (int i = 0; i < sources.size(); i++) {
            writers.add(new Writer(sources.get(i)));
            randoms.add(new Random(seed + i));
        }
    }

    @Override
    public void start() {
        resting = false;
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            Random random = randoms.get(i);
            running.add(CompletableFuture.runAsync(() -> write(writer, random)));
        }
    }

    private void write(Writer writer, Random random) {
        try {
            while (!resting) {
                writer.make(Histories.next(random, random.nextInt(RESET_ONE_IN) != 0));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
            writer.settle(random.nextInt(3));
        } catch (SQLException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void rest() {
        resting = true;
        running.forEach(CompletableFuture::join);
        running.clear();
    }

    /** How often each kind of move changed something, over all sources. */
    @Override
    public String made() {
        Map<Kind, Integer> all = new EnumMap<>(Kind.class);
        writers.forEach(
                writer -> writer.made().forEach((kind, n) -> all.merge(kind, n, Integer::sum)));
        return all.toString();
    }
}
