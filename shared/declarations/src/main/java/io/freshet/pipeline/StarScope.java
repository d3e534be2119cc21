package io.freshet.pipeline;

import io.freshet.pipeline.DerivedColumn.Input;
import io.freshet.yaml.SectionReader;
import java.util.List;

/** What an expression for a star table's column may name: also columns of joined tables. */
final class StarScope extends RowScope {

    private final SectionReader section;
    private final SummaryScope scope;
    private final boolean joined;

    /**
     * @param scope knows the table that is read and what it is joined to
     * @param joined whether columns of joined tables may be named
     */
    StarScope(SectionReader section, SummaryScope scope, boolean joined) {
        super(section, StarColumnReader.VALUE, scope.base().name(), List.of(), List.of());
        this.section = section;
        this.scope = scope;
        this.joined = joined;
    }

    @Override
    Operand column(String qualifier, String name) {
        SummaryScope.Named named = scope.column(section, StarColumnReader.VALUE, qualifier, name);
        if (!named.isBase() && !joined) {
            throw invalid(
                    "names %s.%s, but a history shows what its rows themselves say; show that in a table of latest values that it references"
                            .formatted(qualifier, name));
        }
        return input(new Input(named.sql(), ValueType.of(named.type())));
    }
}
