package io.freshet.pipeline;

import io.freshet.pipeline.DerivedColumn.Input;
import io.freshet.yaml.SectionReader;
import java.util.List;

/** What an expression for a calendar's column may name: the day. */
final class DayScope extends RowScope {

    private final String day;

    /**
     * @param day what the day is called
     */
    DayScope(SectionReader section, String day) {
        super(section, StarColumnReader.VALUE, day, List.of(), List.of());
        this.day = day;
    }

    @Override
    Operand column(String qualifier, String name) {
        if (!qualifier.isEmpty() || !name.equals(day)) {
            throw invalid("names %s, but only the day can be used: %s".formatted(name, day));
        }
        return input(new Input(SummedRows.column(day), ValueType.DATE));
    }
}
