package io.freshet.pipeline;

import io.freshet.pipeline.DerivedColumn.Input;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.NearestWord;
import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one expression over a row may name; remembers what it named. */
class RowScope {

    private final SectionReader section;
    private final String key;
    private final String table;
    private final List<ColumnDefinition> columns;
    private final List<DerivedColumn> derived;
    private final List<Input> inputs = new ArrayList<>();
    private final Set<DerivedColumn> uses = new LinkedHashSet<>();

    /**
     * @param key where the expression is declared
     * @param columns the table's columns
     * @param derived the derived columns that are declared before
     */
    RowScope(
            SectionReader section,
            String key,
            String table,
            List<ColumnDefinition> columns,
            List<DerivedColumn> derived) {
        this.section = section;
        this.key = key;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.derived = List.copyOf(derived);
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    List<DerivedColumn> uses() {
        return List.copyOf(uses);
    }

    /** An error about the expression, to be thrown. */
    DeclarationException invalid(String message) {
        return section.invalid(key, message);
    }

    /** The column of a name. */
    Operand column(String qualifier, String name) {
        if (!qualifier.isEmpty() && !qualifier.equals(table)) {
            throw invalid(
                    "names %s.%s, but only columns of the row itself can be used; break a chart down by those of joined tables"
                            .formatted(qualifier, name));
        }
        Optional<DerivedColumn> other =
                derived.stream().filter(column -> column.name().equals(name)).findFirst();
        if (other.isPresent()) {
            return called(other.get());
        }
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(column -> input(new Input(name, ValueType.of(column.type()))))
                .orElseThrow(() -> unknown(name));
    }

    private Operand called(DerivedColumn column) {
        uses.add(column);
        uses.addAll(column.uses());
        String arguments =
                column.inputs().stream()
                        .map(needed -> input(needed).sql())
                        .collect(Collectors.joining(", "));
        return Operand.of(column.type(), "(%s(%s)).value".formatted(column.function(), arguments));
    }

    final Operand input(Input input) {
        if (!inputs.contains(input)) {
            inputs.add(input);
        }
        return Operand.of(input.type(), "$" + (inputs.indexOf(input) + 1));
    }

    private DeclarationException unknown(String name) {
        List<String> known = new ArrayList<>();
        columns.forEach(column -> known.add(column.name()));
        derived.forEach(column -> known.add(column.name()));
        return invalid(
                "there is no column %s; those that can be used here: %s%s"
                        .formatted(
                                SqlText.quoted(name),
                                String.join(", ", known),
                                NearestWord.hint(name, known)));
    }
}
