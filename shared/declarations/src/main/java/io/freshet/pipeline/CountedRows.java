package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.schema.Column;

/** Reads of which table the rows are that a chart of figures counts. */
final class CountedRows {

    static final String OF = "of";

    private final SectionReader section;
    private final PipelineDefinition pipeline;

    CountedRows(SectionReader section, PipelineDefinition pipeline) {
        this.section = section;
        this.pipeline = pipeline;
    }

    /**
     * The table.
     *
     * @param formulas the figures
     * @param by what they are broken down by
     */
    TableDefinition table(Map<String, Expression> formulas, Optional<Yaml> by) {
        Optional<String> declared = section.optionalText(OF);
        if (declared.isPresent()) {
            return PipelineReader.tableOf(section, OF, pipeline.tables(), declared.get());
        }
        Set<String> named = new LinkedHashSet<>();
        formulas.values().forEach(formula -> formula.accept(new TablesNamed(named), null));
        by.ifPresent(value -> tablesNamed(value, named));
        if (pipeline.tables().size() == 1) {
            named.add(pipeline.tables().get(0).name());
        }
        // Tables that rows are joined to may be called otherwise.
        return named.stream()
                .filter(name -> pipeline.tables().stream().anyMatch(t -> t.name().equals(name)))
                .findFirst()
                .or(() -> named.stream().findFirst())
                .map(name -> PipelineReader.tableOf(section, OF, pipeline.tables(), name))
                .orElseThrow(() -> section.invalid(OF, "is missing; say which table is summed up"));
    }

    private static void tablesNamed(Yaml value, Set<String> named) {
        if (value instanceof Yaml.Text text && text.value().indexOf('.') > 0) {
            named.add(text.value().substring(0, text.value().indexOf('.')).strip());
        } else if (value instanceof Yaml.Items items) {
            items.items().forEach(item -> tablesNamed(item, named));
        } else if (value instanceof Yaml.Section fields) {
            fields.entries().values().forEach(field -> tablesNamed(field, named));
        }
    }

    private static final class TablesNamed extends ExpressionVisitorAdapter<Void> {

        private final Set<String> named;

        private TablesNamed(Set<String> named) {
            this.named = named;
        }

        @Override
        public <S> Void visit(Column column, S context) {
            if (column.getTable() != null) {
                named.add(column.getUnquotedTableName());
            }
            return null;
        }
    }
}
