package io.freshet.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that the services know of one kind of source.
 *
 * @param name the pipeline's name and its schema in the warehouse: a lower-case identifier
 * @param attributes what a source's configuration may say beyond how to reach it
 * @param tables the tables read, at least one
 * @param summaries the summary tables kept
 * @param charts the charts served
 */
public record PipelineDefinition(
        String name,
        List<AttributeDefinition> attributes,
        List<TableDefinition> tables,
        List<SummaryDefinition> summaries,
        List<ChartDefinition> charts) {

    /**
     * The table of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public TableDefinition table(String table) {
        return tables.stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "pipeline %s has no table %s".formatted(name, table)));
    }

    /**
     * The summary of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public SummaryDefinition summary(String summary) {
        return summaries.stream()
                .filter(candidate -> candidate.name().equals(summary))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "pipeline %s has no summary %s".formatted(name, summary)));
    }

    /** The summaries kept over one table. */
    public List<SummaryDefinition> summariesOf(String table) {
        return summaries.stream().filter(summary -> summary.table().equals(table)).toList();
    }

    /** The columns of a table that summaries group by. */
    public Set<String> groupColumns(String table) {
        Set<String> columns = new LinkedHashSet<>();
        summariesOf(table)
                .forEach(summary -> summary.grouping().declaredColumn().ifPresent(columns::add));
        return columns;
    }
}
