package io.freshet.pipeline;

import io.freshet.pipeline.DerivedColumn.Input;
import io.freshet.warehouse.layout.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column of a star table.
 *
 * @param name the column
 * @param type its type
 * @param optional whether it may be without a value
 * @param otherwise what stands in where there is none, as SQL writes it; only of columns of which
 *     the latest value is kept
 * @param inputs what its value is worked out of: the columns as statements name them
 * @param function what works it out; empty where it is the only input itself
 * @param references the table whose key it holds
 */
public record StarColumn(
        String name,
        StarType type,
        boolean optional,
        Optional<String> otherwise,
        List<Input> inputs,
        Optional<DerivedColumn> function,
        Optional<String> references) {

    /** The name in quotes. */
    public String quoted() {
        return SqlText.quoted(name);
    }

    /** What is called in {@code from} to work the value out, under the column's own name. */
    public Optional<String> call() {
        return function.map(
                work ->
                        inputs.stream()
                                .map(Input::column)
                                .collect(
                                        Collectors.joining(
                                                ", ", work.function() + "(", ") " + alias())));
    }

    /** The value in SQL, where {@link #call} stands in {@code from}. */
    public String value() {
        return function.isPresent() ? alias() + ".value" : inputs.get(0).column();
    }

    /** Why the value cannot be had or held, in SQL; null where it can. */
    public String failure() {
        return function.isPresent()
                ? "coalesce(%s.failure, %s)".formatted(alias(), misfit())
                : misfit();
    }

    private String misfit() {
        // a calendar has whole years, of four digits
        return references.isPresent() && type.values() == ValueType.DATE
                ? "case when %s not between date '0001-01-01' and date '9999-12-31' then 'it is in no year of the calendar' end"
                        .formatted(value())
                : type.misfit(value()).orElse("null::text");
    }

    private String alias() {
        return SqlText.quoted("work out " + name);
    }

    /** What it is worked out of, as people read it, in SQL. */
    public String told() {
        return inputs.isEmpty()
                ? "''"
                : inputs.stream()
                        .map(
                                input ->
                                        "%s || coalesce(%s::text, 'null')"
                                                .formatted(
                                                        SqlText.literal(
                                                                input.column()
                                                                                .replaceAll(
                                                                                        "^f\\.|\"",
                                                                                        "")
                                                                        + " = "),
                                                        input.column()))
                        .collect(Collectors.joining(" || ', ' || "));
    }

    /** As a table declares it. */
    public String declaration() {
        return "%s %s%s".formatted(quoted(), type.sql(), optional ? "" : " not null");
    }

    /** As a text that differs exactly where the table would be another one. */
    public String shape() {
        return "%s%s%s"
                .formatted(
                        type.sql(),
                        optional ? " null" : "",
                        references.map(table -> " references " + table).orElse(""));
    }

    /** As a text that differs exactly where its values would. */
    public String content() {
        return "%s otherwise %s"
                .formatted(
                        function.map(DerivedColumn::canonical)
                                .orElseGet(() -> inputs.get(0).column()),
                        otherwise.orElse("nothing"));
    }
}
