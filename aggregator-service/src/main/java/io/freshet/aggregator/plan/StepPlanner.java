package io.freshet.aggregator.plan;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.statement.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arranges admitted changes into as few statements as their order allows: rows of one table travel
 * together until a range or keys of that table must be settled, or where every state of a row
 * matters, until another state of one of them comes.
 */
public final class StepPlanner {

    private final List<Step> steps = new ArrayList<>();
    private final Map<TablePlan, RowMerger> open = new LinkedHashMap<>();

    /** Adds a change of a source that is newer than all of the same source so far. */
    public void add(int source, PreparedChange change) {
        if (change instanceof PreparedChange.Rows rows) {
            add(source, rows.plan(), rows.rows());
        } else if (change instanceof PreparedChange.Range range) {
            settle(range.plan());
            steps.add(new Step.DeleteOthers(range.plan(), source, range.range(), range.rows()));
            if (range.rows().size() > 0) {
                RowMerger merger = new RowMerger(range.plan().width(), range.refilled());
                merger.add(source, range.rows());
                steps.add(new Step.Upsert(range.plan(), merger.merge(), true));
            }
        } else if (change instanceof PreparedChange.Gone gone) {
            settle(gone.plan());
            steps.add(new Step.DeleteKeys(gone.plan(), source, gone.event()));
        } else if (change instanceof PreparedChange.Doubted doubted) {
            settle(doubted.plan());
            steps.add(new Step.SumAgain(doubted.plan(), source, doubted.range()));
        }
    }

    private void add(int source, TablePlan plan, NormalisedRows rows) {
        if (!plan.everyState()) {
            merger(plan).add(source, rows);
        } else if (!merger(plan).addUnknown(source, rows)) {
            settle(plan);
            merger(plan).addUnknown(source, rows);
        }
    }

    private RowMerger merger(TablePlan plan) {
        return open.computeIfAbsent(plan, absent -> new RowMerger(absent.width(), false));
    }

    /** The statements, in the order in which they must run; called once, at the end. */
    public List<Step> finish() {
        open.forEach(this::close);
        return List.copyOf(steps);
    }

    private void settle(TablePlan plan) {
        close(plan, open.remove(plan));
    }

    private void close(TablePlan plan, RowMerger merger) {
        if (merger != null && !merger.isEmpty()) {
            steps.add(new Step.Upsert(plan, merger.merge(), false));
        }
    }
}
