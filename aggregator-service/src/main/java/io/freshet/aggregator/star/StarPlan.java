package io.freshet.aggregator.star;

import io.freshet.pipeline.JoinDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarDefinition;
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

    /**
     * A statement that brings one star table into step.
     *
     * @param table the star table
     * @param reads the tables whose changes matter to it
     * @param sql parameters: source int, version bigint and, where it runs in rounds, round bigint
     * @param rounds whether each state of a row matters, one after the other
     */
    public record Step(String table, Set<String> reads, String sql, boolean rounds) {}

    /** The plan of a pipeline; empty where it has no star schema. */
    public static StarPlan of(PipelineDefinition pipeline) {
        return new StarPlan(
                pipeline.star()
                        .map(star -> steps(pipeline, star, StarArguments.BOUND, false))
                        .orElse(List.of()));
    }

    /** What brings all star tables into step with all rows that are held. */
    public static StarPlan ofEverything(PipelineDefinition pipeline, StarArguments given) {
        return new StarPlan(steps(pipeline, pipeline.star().orElseThrow(), given, true));
    }

    private static List<Step> steps(
            PipelineDefinition pipeline,
            StarDefinition star,
            StarArguments given,
            boolean everything) {
        StarSql sql = new StarSql(pipeline, given, everything);
        List<Step> steps = new ArrayList<>();
        for (StarTable.Latest table : star.all(StarTable.Latest.class)) {
            Set<String> reads = new HashSet<>(Set.of(table.of()));
            table.joins().stream().map(JoinDefinition::parent).forEach(reads::add);
            steps.add(new Step(table.name(), Set.copyOf(reads), sql.latest(table), false));
        }
        for (StarTable.History table : star.all(StarTable.History.class)) {
            steps.add(new Step(table.name(), Set.of(table.of()), sql.history(table), true));
        }
        return List.copyOf(steps);
    }
}
