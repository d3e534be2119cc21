package io.freshet.aggregator.plan;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of tables that are planned for, and what was planned, as words. */
final class PlannedRows {

    private static final PipelineDefinition PIPELINE =
            PipelineReader.read(
                    "sales.yaml",
                    new StringReader(
                            """
                            pipeline: sales
                            tables:
                              orders:
                                key: id
                                columns:
                                  amount: {type: decimal}
                              visits:
                                key: id
                                columns:
                                  amount: {type: decimal}
                            summaries:
                              over_time: {table: orders, time-bucket: 15m, sum: [amount]}
                            """));
    static final TablePlan ORDERS = TablePlan.of(PIPELINE, PIPELINE.tables().get(0));
    static final TablePlan VISITS = TablePlan.of(PIPELINE, PIPELINE.tables().get(1));

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "shop.yaml",
                    new StringReader(
                            """
                            pipeline: shop
                            tables:
                              payments: {key: id, columns: {amount: decimal}}
                            warehouse:
                              schema: shop_stars
                              tables:
                                fact_payment:
                                  of: payments
                                  key: number
                                  version: record
                                  columns:
                                    number: {type: bigint, value: id}
                                    amount: {type: numeric, null: true}
                            """));

    /** One of which every state of a row is kept. */
    static final TablePlan PAYMENTS = TablePlan.of(SHOP, SHOP.tables().get(0));

    private PlannedRows() {}

    /** Rows whose amount and digest are their key and what is added to it. */
    static NormalisedRows state(boolean ownTimes, long time, long added, long... keys) {
        long[] digests = new long[keys.length];
        long[] times = new long[keys.length];
        String[] amounts = new String[keys.length];
        for (int row = 0; row < keys.length; row++) {
            digests[row] = keys[row] + added;
            times[row] = time;
            amounts[row] = String.valueOf(keys[row] + added);
        }
        return ORDERS.normaliser()
                .normalise(
                        new RowBlock(
                                List.of("amount"),
                                0,
                                keys,
                                digests,
                                times,
                                new String[][] {amounts},
                                ownTimes),
                        Map.of());
    }

    static NormalisedRows rows(long added, long... keys) {
        return state(false, 1_000 + added, added, keys);
    }

    static NormalisedRows wrong(long key, String amount) {
        return ORDERS.normaliser()
                .normalise(
                        new RowBlock(
                                List.of("amount"),
                                0,
                                new long[] {key},
                                new long[] {0},
                                new long[] {1},
                                new String[][] {{amount}}),
                        Map.of());
    }

    static List<String> written(UpsertRows rows) {
        List<String> written = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            written.add("%d: %d=%s".formatted(rows.source(row), rows.key(row), rows.value(0, row)));
        }
        return written;
    }

    static Step.Upsert upsert(Step step) {
        return (Step.Upsert) step;
    }
}
