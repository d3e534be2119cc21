package io.freshet.poller.schema;

import io.freshet.pipeline.ContractRule;
import io.freshet.pipeline.TableContract;
import io.freshet.pipeline.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a change of a table's schema is to those who read it.
 *
 * @param severity the worst of its parts
 * @param sentence what has changed
 */
record SchemaChange(Severity severity, String sentence) {

    /** How bad a change is. */
    enum Severity {
        /** The first schema that was seen. */
        FIRST("first"),
        /** Nothing that is read has changed. */
        HARMLESS("harmless"),
        /** What is read is read on, and may mean something else, or there is more to read. */
        ATTENTION("attention"),
        /** It can no longer be read as it is defined. */
        BREAKING("breaking");

        private final String text;

        Severity(String text) {
            this.text = text;
        }

        /** The word used in tables, metrics and messages. */
        String text() {
            return text;
        }
    }

    /** What a first look is. */
    static SchemaChange first(SourceSchema now) {
        return now.isGone()
                ? new SchemaChange(Severity.BREAKING, "there is no such table")
                : new SchemaChange(Severity.FIRST, "%d columns".formatted(now.columns().size()));
    }

    /**
     * What has changed between two looks.
     *
     * @param definition what is read of the table
     */
    static SchemaChange between(SourceSchema before, SourceSchema now, TableDefinition definition) {
        if (now.isGone()) {
            return new SchemaChange(
                    definition.contract().tables() == ContractRule.FOLLOW
                            ? Severity.ATTENTION
                            : Severity.BREAKING,
                    "the table is gone");
        }
        if (before.isGone()) {
            return new SchemaChange(Severity.ATTENTION, "the table is there again");
        }
        Map<String, Severity> parts = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (SourceColumn column : before.columns()) {
            Optional<SourceColumn> found = now.column(column.name());
            if (found.isEmpty()) {
                gone.add(column.name());
                parts.put(
                        "column %s is gone".formatted(column.name()),
                        ofGone(column.name(), definition));
            } else {
                compare(column, found.get(), definition, parts);
            }
        }
        for (SourceColumn column : now.columns()) {
            if (before.column(column.name()).isEmpty()) {
                parts.put(
                        "column %s (%s) is new".formatted(column.name(), column.type()),
                        gone.isEmpty() && !isRead(column.name(), definition)
                                ? ofNew(column.name(), definition.contract())
                                : Severity.ATTENTION);
            }
        }
        if (parts.isEmpty()) {
            parts.put("the order of columns has changed", Severity.HARMLESS);
        }
        return new SchemaChange(
                parts.values().stream().max(Severity::compareTo).orElseThrow(),
                parts.keySet().stream().collect(Collectors.joining("; ")));
    }

    private static void compare(
            SourceColumn before,
            SourceColumn now,
            TableDefinition definition,
            Map<String, Severity> parts) {
        boolean read = isRead(now.name(), definition);
        if (!before.type().equals(now.type())) {
            parts.put(
                    "column %s is %s and was %s".formatted(now.name(), now.type(), before.type()),
                    !read
                            ? Severity.HARMLESS
                            : isDeclaredOtherwise(now, definition)
                                    ? Severity.BREAKING
                                    : Severity.ATTENTION);
        }
        if (before.notNull() != now.notNull()) {
            parts.put(
                    "column %s %s be null now"
                            .formatted(now.name(), now.notNull() ? "cannot" : "may"),
                    read && !now.notNull() ? Severity.ATTENTION : Severity.HARMLESS);
        }
    }

    private static Severity ofGone(String column, TableDefinition definition) {
        if (!isRead(column, definition)) {
            return Severity.HARMLESS;
        }
        boolean ofKey = definition.key().stream().anyMatch(key -> key.source().equals(column));
        return definition.contract().readsFurther() && !ofKey
                ? Severity.ATTENTION
                : Severity.BREAKING;
    }

    private static Severity ofNew(String column, TableContract contract) {
        if (contract.columns().isEmpty() || contract.ignored().contains(column)) {
            return Severity.HARMLESS;
        }
        return contract.freezesColumns() ? Severity.BREAKING : Severity.ATTENTION;
    }

    private static boolean isRead(String column, TableDefinition definition) {
        return definition.key().stream().anyMatch(key -> key.source().equals(column))
                || definition.columns().stream().anyMatch(read -> read.source().equals(column))
                || definition.time().filter(column::equals).isPresent();
    }

    /**
     * Whether the definition says which type the column must have, or freezes it, and it is
     * another.
     */
    private static boolean isDeclaredOtherwise(SourceColumn column, TableDefinition definition) {
        String type = column.type().replaceFirst("\\(.*?\\)", "");
        boolean frozen = definition.contract().types() == ContractRule.FREEZE;
        return definition.columns().stream()
                .filter(read -> read.source().equals(column.name()))
                .anyMatch(
                        read ->
                                read.sourceType().isPresent()
                                        ? !read.sourceType().get().equals(type)
                                        : frozen && !read.type().takesAll(type));
    }
}
