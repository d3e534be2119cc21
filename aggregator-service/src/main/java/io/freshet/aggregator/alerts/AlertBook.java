package io.freshet.aggregator.alerts;

import io.freshet.runtime.alerts.AlertMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When people are told of what: of something's beginning at once, and once of its end; of what goes
 * on, or comes and goes, in one message per interval.
 *
 * @param interval how much time lies between two such messages
 */
record AlertBook(Duration interval) {

    /** What is known after a look at what is so now. */
    List<AlertEntry> after(List<AlertEntry> before, List<AlertCondition> now, Instant at) {
        List<AlertEntry> entries = new ArrayList<>();
        for (AlertEntry entry : before) {
            AlertEntry seen =
                    now.stream()
                            .filter(entry::isOf)
                            .findFirst()
                            .map(condition -> entry.stillSo(condition.detail(), at))
                            .orElseGet(() -> entry.over(at));
            if (!seen.isDone(at, interval)) {
                entries.add(seen);
            }
        }
        now.stream()
                .filter(condition -> before.stream().noneMatch(entry -> entry.isOf(condition)))
                .map(condition -> AlertEntry.begun(condition, at))
                .forEach(entries::add);
        return entries;
    }

    /** The message that is due now, if any is. It tells of all that goes on. */
    Optional<AlertMessage> message(List<AlertEntry> entries, Instant at) {
        List<AlertEntry> due = due(entries, at);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        AlertEntry first = due.get(0);
        String subject =
                "Freshet: %s %s%s%s"
                        .formatted(
                                first.subject(),
                                first.present() ? "" : "no longer ",
                                first.kind().title(),
                                due.size() == 1 ? "" : " and %d more".formatted(due.size() - 1));
        return Optional.of(
                new AlertMessage(
                        subject,
                        section("New", due, entry -> entry.present() && !entry.told())
                                + section("Over", due, entry -> !entry.present())
                                + section("Still so", due, entry -> entry.present() && entry.told())
                                + "What each means and what to do: docs/operations.md. Of the same another message comes when it is over, else in %d min.\n"
                                        .formatted(interval.toMinutes())));
    }

    /** What is known after that message. */
    List<AlertEntry> told(List<AlertEntry> entries, Instant at) {
        List<AlertEntry> due = due(entries, at);
        return entries.stream()
                .map(entry -> due.contains(entry) ? entry.toldAt(at, interval) : entry)
                .toList();
    }

    private List<AlertEntry> due(List<AlertEntry> entries, Instant at) {
        return entries.stream().filter(entry -> entry.isDue(at, interval)).toList();
    }

    private static String section(
            String title, List<AlertEntry> entries, Predicate<AlertEntry> which) {
        StringBuilder text = new StringBuilder();
        entries.stream()
                .filter(which)
                .forEach(
                        entry ->
                                text.append(
                                        "* %s %s%s, since %s: %s%n"
                                                .formatted(
                                                        entry.subject(),
                                                        entry.present() ? "" : "no longer ",
                                                        entry.kind().title(),
                                                        entry.since()
                                                                .truncatedTo(ChronoUnit.SECONDS),
                                                        entry.detail())));
        return text.isEmpty() ? "" : "%s:%n%s%n".formatted(title, text);
    }
}
