package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which column says when a row came to be, and which one charts over time go by. */
final class TimeRule {

    private static final Set<String> LATER =
            Set.of(
                    "updated",
                    "update",
                    "modified",
                    "changed",
                    "deleted",
                    "removed",
                    "archived",
                    "expires",
                    "expired",
                    "expiry",
                    "until",
                    "end",
                    "ended",
                    "ends",
                    "due",
                    "closed",
                    "finished",
                    "cancelled",
                    "canceled",
                    "completed",
                    "resolved",
                    "delivery",
                    "delivered",
                    "seen",
                    "login",
                    "valid",
                    "to",
                    "birth",
                    "dob",
                    "refresh",
                    "synced",
                    "revoked",
                    "verified",
                    "read");
    private static final Set<String> BEGINNING =
            Set.of(
                    "created",
                    "create",
                    "creation",
                    "inserted",
                    "added",
                    "entered",
                    "occurred",
                    "recorded",
                    "received",
                    "registered",
                    "submitted",
                    "logged",
                    "ts",
                    "timestamp",
                    "event",
                    "measured",
                    "started",
                    "placed",
                    "ordered",
                    "booked",
                    "posted",
                    "opened",
                    "sent",
                    "issued",
                    "signed",
                    "joined");

    private TimeRule() {}

    /** The column that says when a row came to be; empty where none surely does. */
    static Optional<DescribedColumn> beginningOf(DescribedTable table) {
        return table.columns().stream()
                .filter(column -> column.rights().readable())
                .filter(column -> column.type().startsWith("timestamp "))
                .filter(column -> column.nature() == DescribedColumn.Nature.BASE)
                .filter(column -> column.rights().dated() || begins(column.name()))
                .filter(column -> !Words.anyOf(column.name(), LATER))
                .min(
                        Comparator.comparing((DescribedColumn column) -> !column.rights().dated())
                                .thenComparing(column -> !column.rights().notNull()));
    }

    private static boolean begins(String name) {
        return Words.anyOf(name, BEGINNING) || Words.of(name).equals(List.of("time"));
    }

    /** The best of a table's columns, derived ones included, for charts over time. */
    static Optional<ProposedColumn> chartedIn(ProposedTable table) {
        return table.read()
                .filter(column -> column.type().matches("date|timestamp|timestamptz"))
                .filter(column -> !Words.anyOf(column.name(), LATER))
                .min(
                        Comparator.comparing(
                                        (ProposedColumn column) ->
                                                !table.time().equals(Optional.of(column.source())))
                                .thenComparing(column -> !begins(column.name()))
                                .thenComparing(column -> column.type().equals("date")));
    }
}
