package io.freshet.aggregator.statement;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that compare what is derived from held rows with the rows, and put it right.
 *
 * @param object the summary, or what else is derived
 * @param compare parameter: source int; answers the groups that differ, text, a few at most
 * @param mend computes all groups anew from the rows; parameters: source int, version bigint;
 *     answers how many differed
 */
public record ProofSql(String object, String compare, String mend) {

    /** Those of all that is derived from a pipeline's rows. */
    public static List<ProofSql> of(PipelineDefinition pipeline) {
        List<ProofSql> proofs = new ArrayList<>();
        for (TableDefinition table : pipeline.tables()) {
            String rows = SqlText.qualified(pipeline.name(), table.name());
            proofs.add(
                    new ProofSql(
                            "checksums of " + pipeline.name() + "." + table.name(),
                            RangeSql.compare(table.name(), rows, table.home()),
                            RangeSql.mend(table.name(), rows, table.home())));
            for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
                proofs.add(of(pipeline, summary));
            }
        }
        return List.copyOf(proofs);
    }

    private static ProofSql of(PipelineDefinition pipeline, SummaryDefinition summary) {
        SummarySql.Derived derived = summary.derived(pipeline);
        return new ProofSql(
                pipeline.name() + "." + summary.name(), derived.compare(), derived.mend());
    }
}
