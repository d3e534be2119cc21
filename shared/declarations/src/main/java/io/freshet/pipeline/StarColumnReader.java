package io.freshet.pipeline;

import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.SectionReader;
import java.util.List;
import java.util.Optional;

/** Reads the columns of a star table. */
final class StarColumnReader {

    static final String VALUE = "value";
    static final String REFERENCES = "references";

    private static final String OTHERWISE = "otherwise";
    private static final String UNKNOWN = "unknown";

    private final String pipeline;
    private final String table;

    /**
     * @param table the star table's name
     */
    StarColumnReader(String pipeline, String table) {
        this.pipeline = pipeline;
        this.table = table;
    }

    /** What a column is to its table. */
    enum Role {
        KEY,
        OF_LATEST,
        OF_HISTORY,
        OF_DAY
    }

    /**
     * Reads a column from its section.
     *
     * @param scope what its value may name
     */
    StarColumn read(String name, SectionReader section, RowScope scope, Role role) {
        String word = section.text("type");
        StarType type = StarType.of(word).orElseThrow(() -> section.notAllowed("type", word));
        String text = section.optionalText(VALUE).orElse(name);
        Operand value =
                new RowExpressionReader(scope)
                        .read(SqlSyntax.parse(section, VALUE, text, InLists.asCalls(text)));
        ValueType given = value.type().orElse(type.values());
        if (!type.takes(given)) {
            throw section.invalid(
                    VALUE,
                    "is %s, and the column is %s; cast it, as in x::%s"
                            .formatted(given.told(), type.sql(), type.values().sql()));
        }
        boolean plain = scope.inputs().size() == 1 && value.sql().equals("$1");
        Optional<DerivedColumn> function =
                plain
                        ? Optional.empty()
                        : Optional.of(
                                new DerivedColumn(
                                        table,
                                        name,
                                        type.values(),
                                        SqlText.qualified(
                                                pipeline, ShortName.of(table + "." + name)),
                                        value.as(type.values()).orElseThrow(),
                                        scope.inputs(),
                                        List.of()));
        boolean optional = section.flag("null");
        return new StarColumn(
                name,
                type,
                optional,
                otherwise(section, type, optional, role),
                scope.inputs(),
                function,
                references(section, role));
    }

    private static Optional<String> otherwise(
            SectionReader section, StarType type, boolean optional, Role role) {
        Optional<String> declared = section.verbatim(OTHERWISE);
        if (declared.isPresent() && (role != Role.OF_LATEST || optional)) {
            throw section.invalid(
                    OTHERWISE,
                    "stands in where a column of latest values must have one and there is none; this column needs nothing");
        }
        if (role != Role.OF_LATEST || optional) {
            return Optional.empty();
        }
        if (declared.isEmpty() && type.values() != ValueType.TEXT) {
            throw section.invalid(
                    OTHERWISE,
                    "is missing: say what stands in while the row is not read yet, or null: true");
        }
        String text = declared.orElse(UNKNOWN);
        return Optional.of(
                type.literal(text)
                        .orElseThrow(
                                () ->
                                        section.invalid(
                                                OTHERWISE,
                                                "%s is no %s".formatted(text, type.sql()))));
    }

    private static Optional<String> references(SectionReader section, Role role) {
        Optional<String> references = section.optionalText(REFERENCES);
        if (references.isPresent() && role != Role.OF_HISTORY) {
            throw section.invalid(REFERENCES, "only columns of histories refer to other tables");
        }
        return references;
    }

    /** Refuses what cannot be the name of a table or a column. */
    static void checkName(SectionReader section, String key, String name) {
        if (!StarKeys.NAME.takes(name)) {
            throw section.invalid(
                    key, "must be %s, not %s".formatted(StarKeys.NAME.allowed(), name));
        }
    }
}
