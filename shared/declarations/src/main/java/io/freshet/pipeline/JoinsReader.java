package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which columns hold keys of other tables. */
final class JoinsReader {

    private static final String KEY = "joins";

    // Two rows could be joined to one then, which would count twice.
    private static final Set<String> NOT_JOINED = Set.of("interval", "jsonb");

    private static final Pattern DECLARED =
            Pattern.compile("(\\S+)(?:\\s+as\\s+([a-z_][a-z0-9_]{0,58}))?");

    private final SectionReader top;
    private final List<TableDefinition> tables;

    JoinsReader(SectionReader top, List<TableDefinition> tables) {
        this.top = top;
        this.tables = tables;
    }

    List<JoinDefinition> read() {
        List<JoinDefinition> joins = new ArrayList<>();
        Optional<SectionReader> section = top.optionalSection(KEY);
        if (section.isPresent()) {
            for (String reference : section.get().keys()) {
                joins.add(join(section.get(), reference));
            }
        }
        for (JoinDefinition join : joins) {
            checkNoCircle(joins, join, join.parent());
        }
        return joins;
    }

    private JoinDefinition join(SectionReader section, String reference) {
        int point = reference.indexOf('.');
        Matcher declared = DECLARED.matcher(section.text(reference));
        if (!declared.matches()) {
            throw section.invalid(
                    reference, "must be a table, perhaps with a name, as in address as delivery");
        }
        String parentName = declared.group(1);
        TableDefinition child =
                table(section, reference, reference.substring(0, Math.max(0, point)));
        TableDefinition parent = table(section, reference, parentName);
        String column = reference.substring(point + 1);
        String held =
                child.typeOf(column)
                        .map(JoinsReader::family)
                        .orElseThrow(
                                () ->
                                        section.invalid(
                                                reference,
                                                "table %s has no column %s"
                                                        .formatted(child.name(), column)));
        if (parent.key().size() != 1) {
            throw section.invalid(
                    reference,
                    "the key of %s has %d columns, and a join needs one; join by a view that has one"
                            .formatted(parentName, parent.key().size()));
        }
        String key = parent.keyType().map(JoinsReader::family).orElse("a whole number");
        if (NOT_JOINED.contains(key)) {
            throw section.invalid(
                    reference,
                    "the key of %s is %s, of which equal ones can be written differently; join by a view that has a text"
                            .formatted(parentName, key));
        }
        if (!held.equals(key)) {
            throw section.invalid(
                    reference,
                    "is %s, but the key of %s is %s; declare both of one type"
                            .formatted(held, parentName, key));
        }
        return new JoinDefinition(
                child.name(),
                child.heldAs(column),
                parentName,
                parent.heldKey(),
                called(section, reference, declared));
    }

    private String called(SectionReader section, String reference, Matcher declared) {
        String name = declared.group(2);
        if (name != null && tables.stream().anyMatch(table -> table.name().equals(name))) {
            throw section.invalid(reference, name + " is a table already; choose another name");
        }
        return name == null ? declared.group(1) : name;
    }

    private static String family(ColumnType type) {
        return type.warehouseType().matches("smallint|integer|bigint")
                ? "a whole number"
                : type.warehouseType();
    }

    private TableDefinition table(SectionReader section, String reference, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                section.invalid(
                                        reference,
                                        "there is no table \"%s\"; write table.column: table"
                                                .formatted(name)));
    }

    private void checkNoCircle(List<JoinDefinition> joins, JoinDefinition start, String reached) {
        if (reached.equals(start.table())) {
            throw top.invalid(
                    KEY,
                    "%s leads back to %s in a circle; leave one out"
                            .formatted(start.name(), start.table()));
        }
        for (JoinDefinition join : joins) {
            if (join.table().equals(reached) && !join.equals(start)) {
                checkNoCircle(
                        joins.stream().filter(other -> !other.equals(join)).toList(),
                        start,
                        join.parent());
            }
        }
    }
}
