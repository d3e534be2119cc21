package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a table's rows are worked out to: derived columns, and which rows count. */
final class DerivationReader {

    static final String WHERE = "where";

    private final SectionReader section;
    private final String pipeline;
    private final String table;
    private final List<ColumnDefinition> columns;
    private final boolean aside;

    /**
     * @param section the table's
     * @param aside whether rows can be set aside
     */
    DerivationReader(
            SectionReader section,
            String pipeline,
            String table,
            List<ColumnDefinition> columns,
            boolean aside) {
        this.aside = aside;
        this.section = section;
        this.pipeline = pipeline;
        this.table = table;
        this.columns = columns;
    }

    /** The derived columns and, last and under a name of its own, what tells which rows count. */
    Derivation read() {
        List<DerivedColumn> derived = new ArrayList<>();
        Optional<SectionReader> declared = section.optionalSection("derive");
        if (declared.isPresent()) {
            for (String name : declared.get().keys()) {
                checkName(declared.get(), name);
                derived.add(column(declared.get(), name, name, derived));
            }
            if (derived.size() > ValueLimits.MOST_DERIVED) {
                throw section.invalid(
                        "derive",
                        "are %d; name at most %d"
                                .formatted(derived.size(), ValueLimits.MOST_DERIVED));
            }
        }
        Optional<DerivedColumn> where = Optional.empty();
        if (section.has("where")) {
            checkNothingIsCalledWhere(derived);
            DerivedColumn column = column(section, WHERE, RowColumns.ROW_COUNTS, derived);
            if (column.type() != ValueType.BOOLEAN) {
                throw section.invalid(
                        WHERE,
                        "is %s; write what is true or false, as in status <> 'draft'"
                                .formatted(column.type().told()));
            }
            where = Optional.of(column);
        }
        return new Derivation(derived, where, aside);
    }

    // The quarantine knows failures of a filter by this word.
    private void checkNothingIsCalledWhere(List<DerivedColumn> derived) {
        if (columns.stream().anyMatch(column -> column.name().equals(WHERE))
                || derived.stream().anyMatch(column -> column.name().equals(WHERE))) {
            throw section.invalid(WHERE, "is a column, too; give the column another name");
        }
    }

    private void checkName(SectionReader names, String name) {
        PipelineReader.checkColumnName(names, name, name);
        if (columns.stream().anyMatch(column -> column.name().equals(name))) {
            throw names.invalid(name, "is a column already; choose another name");
        }
    }

    private DerivedColumn column(
            SectionReader place, String key, String name, List<DerivedColumn> before) {
        RowScope scope = new RowScope(place, key, table, columns, before);
        String text = place.text(key);
        Operand value =
                new RowExpressionReader(scope)
                        .read(SqlSyntax.parse(place, key, text, InLists.asCalls(text)));
        ValueType type = value.type().orElse(ValueType.TEXT);
        return new DerivedColumn(
                table,
                name,
                type,
                SqlText.qualified(pipeline, ShortName.of(table + "." + name)),
                value.as(type).orElseThrow(),
                scope.inputs(),
                scope.uses());
    }
}
