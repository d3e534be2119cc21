package io.freshet.simulator.traffic;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * The controls of one source or of several together. A change takes effect at once; statements
 * under way are finished, and late transactions commit when their time has come. Thread-safe, and
 * never blocks.
 */
public final class SourceControls {
    /** Submissions per second that may be asked for, over all sources. */
    public static final double HIGHEST_RATE = 1_000_000;

    /** Rows that a burst may have, over all sources. */
    public static final long LARGEST_BURST = 100_000_000;

    private static final Duration QUIET_CHECK_INTERVAL = Duration.ofMillis(5);

    private final List<SourceLoadGenerator> generators;
    private final double students;

    SourceControls(List<SourceLoadGenerator> generators) {
        this.generators = List.copyOf(generators);
        this.students =
                generators.stream().mapToDouble(generator -> generator.country().students()).sum();
    }

    /** Lets submissions come; a source whose database or table is absent gets it created first. */
    public void start() {
        generators.forEach(SourceLoadGenerator::start);
    }

    /** Lets no more submissions come and ends bursts; connections stay open. */
    public void pause() {
        generators.forEach(SourceLoadGenerator::pause);
    }

    /** Lets no more submissions come, ends bursts, and closes connections. */
    public void stop() {
        generators.forEach(SourceLoadGenerator::stop);
    }

    /**
     * Sets the rate of all sources together; each gets a part by the number of its students. Does
     * not start anything.
     *
     * @param perSecond submissions per second, 0 to {@link #HIGHEST_RATE}
     * @throws IllegalArgumentException when out of range
     */
    public void rate(double perSecond) {
        if (!(perSecond >= 0 && perSecond <= HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "rate is between 0 and %.0f submissions per second, not %s"
                            .formatted(HIGHEST_RATE, perSecond));
        }
        generators.forEach(
                generator -> generator.rate(perSecond * generator.country().students() / students));
    }

    /**
     * Writes rows as fast as the sources take them, in commits of up to 500, whatever the state of
     * the traffic. {@link #pause} and {@link #stop} end it early.
     *
     * @param rows over all sources, 1 to {@link #LARGEST_BURST}
     * @return how many rows were written, when done; fails when one of the sources did
     * @throws IllegalArgumentException when out of range
     */
    public Uni<Long> burst(long rows) {
        if (rows < 1 || rows > LARGEST_BURST) {
            throw new IllegalArgumentException(
                    "rows is between 1 and %d, not %d".formatted(LARGEST_BURST, rows));
        }
        List<Uni<Long>> bursts = new ArrayList<>();
        long left = rows;
        double weightLeft = students;
        for (SourceLoadGenerator generator : generators) {
            int weight = generator.country().students();
            long part = Math.round(left * (weight / weightLeft));
            left -= part;
            weightLeft -= weight;
            if (part > 0) {
                bursts.add(generator.burst(part));
            }
        }
        return Uni.join()
                .all(bursts)
                .andCollectFailures()
                .map(parts -> parts.stream().flatMapToLong(LongStream::of).sum());
    }

    /**
     * Removes all rows ({@code TRUNCATE … RESTART IDENTITY}); traffic that is running goes on.
     *
     * @return when done; fails when one of the sources did, the others are emptied all the same
     */
    public Uni<Void> empty() {
        return forEach(SourceLoadGenerator::empty);
    }

    /** Counts rows again after somebody else has written. */
    public Uni<Void> recount() {
        return forEach(SourceLoadGenerator::recount);
    }

    /**
     * Sets the switches.
     *
     * @param change makes each source's new switches from its present ones
     */
    public void misbehave(UnaryOperator<Misbehaviour> change) {
        generators.forEach(
                generator -> generator.misbehave(change.apply(generator.misbehaviour())));
    }

    /** The present state of each source. */
    public List<TrafficStatus> status() {
        return generators.stream().map(SourceLoadGenerator::status).toList();
    }

    /** Done when nothing is under way or open: after a pause, all that came is committed. */
    public Uni<Void> whenQuiet() {
        return Multi.createFrom()
                .ticks()
                .every(QUIET_CHECK_INTERVAL)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> !generators.stream().allMatch(SourceLoadGenerator::isQuiet))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> forEach(Function<SourceLoadGenerator, Uni<Void>> task) {
        return Uni.join()
                .all(generators.stream().map(task).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }
}
