package io.freshet.launcher.check;

import io.freshet.aggregator.normalise.RowNormaliser;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.RowMeaning;
import io.freshet.warehouse.layout.BuildingSql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Compares all that there is of one table of one source: the source's rows with the rows held, by
 * digest and by value; these with their checksums; and with the summaries of the table. For one
 * thread, which it blocks.
 */
final class TableAudit {

    /** Rows are gone through by digest and by value, and once for each summary. */
    private static final int TIMES_ROWS = 2;

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final AuditedSource there;
    private final SourceConfig source;
    private final PipelineDefinition pipeline;
    private final TableDefinition table;
    private final WarehouseConnection connection;
    private final int id;
    private final Duration patience;
    private final HeldTable held;

    /**
     * @param connection sees one state in each transaction
     * @param id what the warehouse knows the source by
     * @param patience how long what is on its way to the warehouse may take
     */
    TableAudit(
            AuditedSource there,
            SourceConfig source,
            PipelineDefinition pipeline,
            TableDefinition table,
            WarehouseConnection connection,
            int id,
            Duration patience) {
        this.there = there;
        this.source = source;
        this.pipeline = pipeline;
        this.table = table;
        this.connection = connection;
        this.id = id;
        this.patience = patience;
        this.held = new HeldTable(connection, id, pipeline, table);
    }

    /** About how much there is to do, in rows: each counts as often as it is gone through. */
    long work() {
        return held.count() * (TIMES_ROWS + pipeline.summariesOf(table.name()).size());
    }

    /** Compares, says what was found, and meanwhile how far it has come. */
    void run(String what, CheckReport report, AuditSign sign) {
        long began = System.nanoTime();
        there.open(table, RowMeaning.of(pipeline, table, source.attributes()));
        AuditProgress progress =
                new AuditProgress(report, what, table.name(), held.count(), PROGRESS, sign);
        Differences rows = new Differences();
        Differences checksums = new Differences();
        RowComparison comparison = new RowComparison(there, held, patience, rows);
        long compared = new RowAudit(there, held, comparison, checksums, progress).run();
        comparison.finish();
        compareValues(rows, progress);
        long differences = report(what, report, "", rows);
        differences += report(what, report, "", checksums);
        List<SummaryDefinition> summaries = pipeline.summariesOf(table.name());
        long groups = 0;
        for (SummaryDefinition summary : summaries) {
            if (isBeingFilled(summary)) {
                report.failed(
                        what,
                        "%s: summary %s is being filled from the rows held, and was not compared"
                                .formatted(table.name(), summary.name()));
                continue;
            }
            Differences wrong = new Differences();
            groups += compare(summary, wrong, progress);
            sign.again();
            differences += report(what, report, " summary " + summary.name() + ",", wrong);
        }
        String line =
                "%s: %,d rows, %,d differences, %.2f s; %d summaries with %,d groups"
                        .formatted(
                                table.name(),
                                compared,
                                differences,
                                (System.nanoTime() - began) / 1e9,
                                summaries.size(),
                                groups);
        if (differences == 0) {
            report.well(what, line);
        } else {
            report.failed(what, line + "; is Freshet running and caught up?");
        }
    }

    private void compareValues(Differences rows, AuditProgress progress) {
        new ValueAudit(
                        there,
                        held,
                        RowNormaliser.of(pipeline, table),
                        source.attributes(),
                        rows,
                        progress)
                .run();
    }

    private boolean isBeingFilled(SummaryDefinition summary) {
        for (Row row : connection.query(BuildingSql.BY_SOURCE, Tuple.tuple())) {
            if (row.getString(0).equals(pipeline.name() + "." + summary.name())
                    && row.getInteger(1) == id) {
                return true;
            }
        }
        return false;
    }

    private long compare(SummaryDefinition summary, Differences wrong, AuditProgress progress) {
        connection.begin();
        long groups =
                new SummaryAudit(
                                connection,
                                id,
                                summary.derived(pipeline),
                                held,
                                SummaryAudit.PART_GROUPS,
                                wrong,
                                progress)
                        .run();
        connection.rollback();
        return groups;
    }

    private long report(String what, CheckReport report, String part, Differences found) {
        if (found.count() > 0) {
            report.failed(what, "%s:%s %s".formatted(table.name(), part, found.text()));
        }
        return found.count();
    }
}
