package io.freshet.simulator.traffic;

import io.freshet.simulator.answers.SubmissionGenerator;
import io.freshet.simulator.country.CountryProfile;
import io.freshet.simulator.database.SubmissionWriter;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The day before a source's traffic begins, so that a new one has something to show over time: most
 * submissions come by day, few by night.
 */
final class PastDay {
    private static final int SECONDS = 24 * 3600;
    private static final double AT_NIGHT = 0.16;
    private static final double MORNING = 5;
    private static final double DAYLIGHT_HOURS = 15;

    private PastDay() {}

    /** Writes that many submissions of the country's into its table, which has their times. */
    static Uni<Void> write(SubmissionWriter writer, CountryProfile country, int rows, long seed) {
        if (rows == 0) {
            return Uni.createFrom().voidItem();
        }
        // other students than those who come later
        SubmissionGenerator students = new SubmissionGenerator(country, ~seed);
        List<OffsetDateTime> times =
                times(
                        rows,
                        OffsetDateTime.now(ZoneOffset.UTC),
                        new SplittableRandom(seed ^ country.code().hashCode()));
        return writer.insertPast(times, Stream.generate(students::next).limit(rows).toList());
    }

    /** Times within the 24 hours before {@code end}, in their order. */
    static List<OffsetDateTime> times(int count, OffsetDateTime end, SplittableRandom random) {
        return Stream.generate(() -> end.minusNanos(random.nextLong(SECONDS * 1_000_000_000L)))
                .filter(time -> random.nextDouble() < share(time))
                .limit(count)
                .sorted()
                .toList();
    }

    /** How much of its most happens at the time of day: a hill by day, flat by night. */
    private static double share(OffsetDateTime time) {
        double hours = time.getHour() + time.getMinute() / 60.0 - MORNING;
        double light = Math.sin(Math.PI * hours / DAYLIGHT_HOURS);
        boolean day = hours > 0 && hours < DAYLIGHT_HOURS;
        return day ? Math.max(AT_NIGHT, light) : AT_NIGHT;
    }
}
