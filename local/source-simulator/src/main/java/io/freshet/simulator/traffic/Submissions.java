package io.freshet.simulator.traffic;

import io.freshet.simulator.answers.Garbage;
import io.freshet.simulator.answers.SubmissionGenerator;
import io.freshet.simulator.answers.SurveyAnswer;
import io.freshet.simulator.country.CountryProfile;
import io.freshet.simulator.database.Inserted;
import io.freshet.simulator.database.SubmissionWriter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes one source's submissions and has them written, well or badly. Not thread-safe. */
final class Submissions {
    private static final int MOST_OPEN = 3;
    private static final int SHORTEST_HOLD_MS = 200;
    private static final int LONGEST_HOLD_MS = 3_000;

    private final CountryProfile country;
    private final SubmissionWriter writer;
    private final TrafficCounters counters;
    private final Consumer<CommittedRows> listener;
    private final long seed;
    private final SplittableRandom chance;
    private final Garbage garbage;
    private SubmissionGenerator generator;

    Submissions(
            CountryProfile country,
            long seed,
            SubmissionWriter writer,
            TrafficCounters counters,
            Consumer<CommittedRows> listener) {
        this.country = country;
        this.seed = seed;
        this.writer = writer;
        this.counters = counters;
        this.listener = listener;
        this.chance = new SplittableRandom(~seed);
        this.garbage = new Garbage(seed);
        this.generator = new SubmissionGenerator(country, seed);
    }

    /** Goes on after rows that are there already, with other students than those. */
    void resumeAfter(long maxId) {
        generator = new SubmissionGenerator(country, seed + maxId);
    }

    /** Commits submissions together. */
    Uni<Inserted> write(int count) {
        List<Map<SurveyAnswer, String>> rows =
                Stream.generate(generator::next).limit(count).toList();
        return writer.insert(rows).invoke(this::committed);
    }

    /** Submits once, with whatever the switches bring about. */
    Uni<?> misbehave(Misbehaviour switches) {
        Map<SurveyAnswer, String> answers = generator.next();
        if (happens(switches.garbage())) {
            garbage.spoil(answers);
            counters.garbage.incrementAndGet();
        }
        Uni<?> all = submit(answers, switches);
        if (happens(switches.updates())) {
            all = all.chain(this::updateAnOldRow);
        }
        if (happens(switches.deletes())) {
            all = all.chain(this::deleteAnOldRow);
        }
        return all;
    }

    private Uni<?> submit(Map<SurveyAnswer, String> answers, Misbehaviour switches) {
        if (happens(switches.rollbacks())) {
            return writer.insertAndRollBack(answers).invoke(counters.rolledBack::incrementAndGet);
        }
        if (happens(switches.lateCommits()) && counters.openTransactions.get() < MOST_OPEN) {
            commitLate(answers);
            return Uni.createFrom().voidItem();
        }
        return writer.insert(List.of(answers)).invoke(this::committed);
    }

    private void commitLate(Map<SurveyAnswer, String> answers) {
        Duration hold = Duration.ofMillis(chance.nextInt(SHORTEST_HOLD_MS, LONGEST_HOLD_MS + 1));
        counters.openTransactions.incrementAndGet();
        writer.insertLate(answers, hold)
                .onTermination()
                .invoke(counters.openTransactions::decrementAndGet)
                .subscribe()
                .with(
                        commit -> {
                            counters.lateCommits.incrementAndGet();
                            committed(commit);
                        },
                        failure ->
                                counters.error = "A late commit failed: " + failure.getMessage());
    }

    private Uni<?> updateAnOldRow() {
        return writer.update(anyId(), generator.next())
                .invoke(rows -> counters.updated.addAndGet(rows));
    }

    private Uni<?> deleteAnOldRow() {
        return writer.delete(anyId()).invoke(counters::deleted);
    }

    private void committed(Inserted commit) {
        long now = System.nanoTime();
        counters.committed(commit);
        listener.accept(new CommittedRows(country.code(), commit.rows(), commit.lastId(), now));
    }

    private long anyId() {
        return 1 + chance.nextLong(Math.max(1, counters.maxId.get()));
    }

    private boolean happens(double probability) {
        return probability > 0 && chance.nextDouble() < probability;
    }
}
