package io.freshet.aggregator.star;

import io.freshet.aggregator.star.StarParts.Scope;
import io.freshet.aggregator.statement.ProofSql;
import io.freshet.pipeline.JoinDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps a pipeline's star tables in step with the rows that a transaction changed.
 *
 * @param steps the statements, in the order in which they must run
 */
public record StarPlan(List<Step> steps) {

    /** What a statement tells: values that were set aside, by reason. */
    public static final String QUARANTINED = "quarantined";

    /** What a statement tells: rows for which placeholders stand in, by star table. */
    public static final String INFERRED = "inferred";

    /** What a statement tells: how many rows have another state, for another round. */
    public static final String MORE = "more";

    /** How many keys a comparison names. */
    static final int NAMED = 10;

    /**
     * A statement that brings one star table into step; it answers what it tells (a word), of what
     * (a name) and how many.
     *
     * @param reads the tables whose changes matter to it
     * @param sql parameters: source int, version bigint and, where it runs in rounds, round bigint
     * @param rounds whether each state of a row matters, one after the other
     */
    public record Step(Set<String> reads, String sql, boolean rounds) {}

    /** The plan of a pipeline; empty where it has no star schema. */
    public static StarPlan of(PipelineDefinition pipeline) {
        return pipeline.star().isPresent()
                ? of(new StarParts(pipeline, StarArguments.BOUND, Scope.CHANGED))
                : new StarPlan(List.of());
    }

    /** What brings all star tables into step with all rows that are held. */
    public static StarPlan ofEverything(PipelineDefinition pipeline, StarArguments given) {
        return of(new StarParts(pipeline, given, Scope.HELD));
    }

    private static StarPlan of(StarParts parts) {
        List<Step> steps = new ArrayList<>();
        for (StarTable.Latest table : parts.star().all(StarTable.Latest.class)) {
            Set<String> reads = new HashSet<>(Set.of(table.of()));
            table.joins().stream().map(JoinDefinition::parent).forEach(reads::add);
            steps.add(new Step(Set.copyOf(reads), new LatestSql(parts, table).text(), false));
        }
        for (StarTable.History table : parts.star().all(StarTable.History.class)) {
            steps.add(new Step(Set.of(table.of()), new HistorySql(parts, table).text(), true));
        }
        return new StarPlan(List.copyOf(steps));
    }

    /**
     * What finds and mends rows of star tables that are not held, or are not shown: a table that
     * was read again from the start may have lost some without a change that tells so.
     */
    public static List<ProofSql> proofs(PipelineDefinition pipeline) {
        if (pipeline.star().isEmpty()) {
            return List.of();
        }
        StarParts parts =
                new StarParts(
                        pipeline,
                        new StarArguments(
                                StarArguments.BOUND.source(), StarArguments.BOUND.version(), "1"),
                        Scope.ALL);
        List<ProofSql> proofs = new ArrayList<>();
        for (StarTable.Latest table : parts.star().all(StarTable.Latest.class)) {
            LatestSql sql = new LatestSql(parts, table);
            proofs.add(new ProofSql(parts.name(table.name()), sql.compare(), sql.text()));
        }
        for (StarTable.History table : parts.star().all(StarTable.History.class)) {
            HistorySql sql = new HistorySql(parts, table);
            proofs.add(new ProofSql(parts.name(table.name()), sql.compare(), sql.text()));
        }
        return List.copyOf(proofs);
    }
}
