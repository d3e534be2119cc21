package io.freshet.aggregator.apply;

import io.freshet.aggregator.plan.Step;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings star tables into step with what the steps of a transaction changed, within the same
 * transaction: first those that others refer to.
 */
final class StarKeeper {

    private final WarehouseConnection connection;
    private final TransactionMetrics metrics;
    private final Map<String, StarPlan> stars;

    /**
     * @param stars the plans of pipelines that have star tables, by the pipelines' names
     */
    StarKeeper(
            WarehouseConnection connection,
            TransactionMetrics metrics,
            Map<String, StarPlan> stars) {
        this.connection = connection;
        this.metrics = metrics;
        this.stars = stars;
    }

    /**
     * Does it.
     *
     * @param sources the sources whose rows the steps changed
     */
    void keep(List<SourceProgress> sources, List<Step> steps) {
        for (SourceProgress source : sources) {
            StarPlan plan = stars.get(source.pipeline());
            if (plan != null) {
                keep(source, plan, changed(source.pipeline(), steps));
            }
        }
    }

    private static Set<String> changed(String pipeline, List<Step> steps) {
        return steps.stream()
                .map(step -> step.plan().id())
                .filter(table -> table.pipeline().equals(pipeline))
                .map(table -> table.table())
                .collect(Collectors.toSet());
    }

    private void keep(SourceProgress source, StarPlan plan, Set<String> tables) {
        for (StarPlan.Step step : plan.steps()) {
            if (step.reads().stream().anyMatch(tables::contains)) {
                long round = 0;
                do {
                    round++;
                } while (run(source, step, round));
            }
        }
    }

    /** Runs a step; answers whether there must be another round. */
    private boolean run(SourceProgress source, StarPlan.Step step, long round) {
        Tuple parameters = Tuple.of(source.id(), source.newVersion());
        if (step.rounds()) {
            parameters.addLong(round);
        }
        boolean more = false;
        for (Row row : connection.queryLong(step.sql(), parameters)) {
            String name = row.getString(1);
            long count = row.getLong(2);
            switch (row.getString(0)) {
                case StarPlan.QUARANTINED -> metrics.quarantined(source.name(), word(name), count);
                case StarPlan.INFERRED -> metrics.inferred(source.name(), name, count);
                default -> more = count > 0;
            }
        }
        return more;
    }

    private static String word(String reason) {
        int end = reason.indexOf(':');
        return end < 0 ? reason : reason.substring(0, end);
    }
}
