package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a summary keeps of each group beside the number of its rows. All that depends on the kind of
 * aggregate stands in the kind's own record: how it is declared, the columns of the summary table
 * that hold it, and how a row changes them. What figures are got from it, {@link Measure} says.
 */
public sealed interface Aggregate permits SumAggregate, CountAggregate, SquareAggregate {

    /** Reads all aggregates of a summary from its section. */
    static List<Aggregate> read(SectionReader section, TableDefinition table) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (String column : section.texts(SumAggregate.WORD)) {
            aggregates.add(SumAggregate.of(section, table, column));
        }
        return List.copyOf(aggregates);
    }

    /** Some aggregates as a text that differs exactly where summaries of them would differ. */
    static String canonical(List<Aggregate> aggregates) {
        return Stream.of(SumAggregate.WORD, CountAggregate.WORD, SquareAggregate.WORD)
                .filter(word -> word.equals(SumAggregate.WORD) || has(aggregates, word))
                .map(
                        word ->
                                aggregates.stream()
                                        .filter(aggregate -> aggregate.word().equals(word))
                                        .map(Aggregate::column)
                                        .collect(Collectors.joining(", ", word + "=[", "]")))
                .collect(Collectors.joining(" "));
    }

    private static boolean has(List<Aggregate> aggregates, String word) {
        return aggregates.stream().anyMatch(aggregate -> aggregate.word().equals(word));
    }

    /** How definitions call the kind. */
    String word();

    /** The name of the column that is aggregated, as {@link SummedColumn} has it. */
    String column();

    /** The columns of the summary table that hold it, at least one. */
    List<StateColumn> stateColumns();

    /** Adds up rows, none so far. */
    Accumulator accumulator();
}
