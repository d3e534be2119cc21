package io.freshet.aggregator.alerts;

import io.freshet.configuration.AlertKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that people are told of.
 *
 * @param kind what it is
 * @param subject what it is about, such as a source
 * @param detail more about it
 * @param present whether it is so
 * @param since when it became so, or was no longer
 * @param told whether people know it to be so
 * @param windowAt when the first message of the running interval told of it, if any did
 * @param messages how many messages told of it in that interval
 */
record AlertEntry(
        AlertKind kind,
        String subject,
        String detail,
        boolean present,
        Instant since,
        boolean told,
        Optional<Instant> windowAt,
        int messages) {

    /** A beginning and an end are told at once; what comes after waits for the next interval. */
    private static final int AT_ONCE = 2;

    static AlertEntry begun(AlertCondition condition, Instant now) {
        return new AlertEntry(
                condition.kind(),
                condition.subject(),
                condition.detail(),
                true,
                now,
                false,
                Optional.empty(),
                0);
    }

    boolean isOf(AlertCondition condition) {
        return kind == condition.kind() && subject.equals(condition.subject());
    }

    /** The same while it is so; its beginning is now where it was over. */
    AlertEntry stillSo(String now, Instant at) {
        return new AlertEntry(
                kind, subject, now, true, present ? since : at, told, windowAt, messages);
    }

    /** The same when it is no longer so. */
    AlertEntry over(Instant at) {
        return present
                ? new AlertEntry(kind, subject, detail, false, at, told, windowAt, messages)
                : this;
    }

    /** The same after a message told of it. */
    AlertEntry toldAt(Instant now, Duration interval) {
        boolean fresh = isIntervalOver(now, interval);
        return new AlertEntry(
                kind,
                subject,
                detail,
                present,
                since,
                present,
                fresh ? Optional.of(now) : windowAt,
                fresh ? 1 : messages + 1);
    }

    /** Whether a message is due that tells of it. */
    boolean isDue(Instant now, Duration interval) {
        if (present == told) {
            return present && kind.isLasting() && isIntervalOver(now, interval);
        }
        return (present || kind.isLasting())
                && (messages < AT_ONCE || isIntervalOver(now, interval));
    }

    /** Whether nothing needs to be known of it any more. */
    boolean isDone(Instant now, Duration interval) {
        return !present && (!told || !kind.isLasting()) && isIntervalOver(now, interval);
    }

    private boolean isIntervalOver(Instant now, Duration interval) {
        return windowAt.isEmpty() || !now.isBefore(windowAt.get().plus(interval));
    }
}
