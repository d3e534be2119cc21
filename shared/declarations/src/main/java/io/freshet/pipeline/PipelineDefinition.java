package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the services know of one kind of source.
 *
 * @param name the pipeline's name and its schema in the warehouse: a lower-case identifier
 * @param path where its charts are below {@code /charts}; empty for right there
 * @param attributes what a source's configuration may say beyond how to reach it
 * @param tables the tables read, at least one
 * @param joins which columns hold keys of other tables
 * @param summaries the summary tables kept
 * @param charts the charts served
 * @param archived whether what becomes of each row is to be archived
 * @param star the star schema that is made of the rows, if any
 * @param text the definition as its author wrote it
 */
public record PipelineDefinition(
        String name,
        String path,
        List<AttributeDefinition> attributes,
        List<TableDefinition> tables,
        List<JoinDefinition> joins,
        List<SummaryDefinition> summaries,
        List<ChartDefinition> charts,
        boolean archived,
        Optional<StarDefinition> star,
        String text) {

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

    /** The tables, each before those that it is joined to. */
    public List<TableDefinition> childrenFirst() {
        Set<TableDefinition> ordered = new LinkedHashSet<>();
        while (ordered.size() < tables.size()) {
            List<TableDefinition> next =
                    tables.stream()
                            .filter(table -> !ordered.contains(table))
                            .filter(
                                    table ->
                                            joins.stream()
                                                    .filter(
                                                            join ->
                                                                    join.parent()
                                                                            .equals(table.name()))
                                                    .allMatch(
                                                            join ->
                                                                    ordered.contains(
                                                                            table(join.table()))))
                            .toList();
            ordered.addAll(next);
        }
        return List.copyOf(ordered);
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

    /** The names of the tables that a chart is made of; none for how fresh sources are. */
    public Set<String> tablesOf(ChartDefinition chart) {
        if (chart.shape().freshness().isPresent()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        chart.shape()
                .rowList()
                .ifPresent(
                        list -> {
                            names.add(list.table());
                            list.joins().forEach(join -> names.add(join.parent()));
                        });
        summaries.stream()
                .filter(
                        summary ->
                                summary.name().equals(chart.summary())
                                        || chart.shape().valueSummaries().contains(summary.name()))
                .forEach(
                        summary -> {
                            names.add(summary.table());
                            summary.joins().forEach(join -> names.add(join.parent()));
                        });
        return names;
    }

    /** The address of a chart below {@code /charts/}. */
    public String addressOf(ChartDefinition chart) {
        return path.isEmpty() ? chart.name() : path + "/" + chart.name();
    }

    /**
     * Those of some rows of a table that count, as a statement says it before a name for them.
     *
     * @param rows the table itself, or what has its columns
     */
    public String counted(String table, String rows) {
        return table(table).derivation().counted(rows);
    }

    /** Those of all rows of a table that count, as a statement says it before a name for them. */
    String rows(String table) {
        return counted(table, SqlText.qualified(name, table));
    }

    /** The summaries kept over one table. */
    public List<SummaryDefinition> summariesOf(String table) {
        return summaries.stream().filter(summary -> summary.table().equals(table)).toList();
    }

    /** The summaries whose rows are joined to a table. */
    public List<SummaryDefinition> summariesJoinedTo(String table) {
        return summaries.stream().filter(summary -> summary.isJoinedTo(table)).toList();
    }

    /** Whether each state of the rows of a table is kept. */
    public boolean keepsHistoryOf(String table) {
        return star.stream()
                .flatMap(stars -> stars.all(StarTable.History.class).stream())
                .anyMatch(history -> history.of().equals(table));
    }

    /** Whether what becomes of each row is journalled. */
    public boolean isJournalled() {
        return archived || star.isPresent();
    }

    /**
     * Whether what a new row of a table adds to all summaries can be told without the warehouse.
     */
    public boolean isPlain(String table) {
        return !isJournalled()
                && table(table).derivation().isEmpty()
                && summariesOf(table).stream().allMatch(SummaryDefinition::isPlain)
                && summariesJoinedTo(table).isEmpty();
    }

    /**
     * Stands for what rows mean: the same exactly where every table is read and cleaned in the same
     * way. Travels with each epoch, so that nobody applies rows by another definition than they
     * were read by.
     */
    public long revision() {
        return hash(tables.stream().map(this::canonical));
    }

    /**
     * Stands for what the warehouse holds: the same exactly where {@link #revision} is and all that
     * is worked out of rows, and every summary, holds the same. Charts do not matter to it.
     */
    public long tablesRevision() {
        return hash(
                Stream.of(
                                tables.stream().map(this::canonical),
                                tables.stream()
                                        .flatMap(table -> table.derivation().all().stream())
                                        .map(column -> column.object() + column.canonical()),
                                summaries.stream()
                                        .map(summary -> summary.name() + " " + summary.canonical()),
                                isJournalled() ? Stream.of("journalled") : Stream.<String>of(),
                                star.stream().flatMap(StarDefinition::canonical))
                        .flatMap(parts -> parts));
    }

    private String canonical(TableDefinition table) {
        return table.canonical(groupColumns(table.name()));
    }

    private static long hash(Stream<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.sorted()
                    .forEach(
                            text -> {
                                digest.update(text.getBytes(StandardCharsets.UTF_8));
                                digest.update((byte) 0);
                            });
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The columns of a table that hold keys by which rows of others are joined to its rows. */
    public Set<String> joinKeys(String table) {
        return joins.stream()
                .filter(join -> join.parent().equals(table))
                .map(JoinDefinition::key)
                .collect(Collectors.toSet());
    }

    /** The columns of a table that summaries group by, or joins go by: their values are indexed. */
    public Set<String> groupColumns(String table) {
        Set<String> columns = new LinkedHashSet<>(joinKeys(table));
        joins.stream()
                .filter(join -> join.table().equals(table))
                .forEach(join -> columns.add(join.column()));
        summariesOf(table)
                .forEach(summary -> summary.grouping().declaredColumn().ifPresent(columns::add));
        return columns;
    }
}
