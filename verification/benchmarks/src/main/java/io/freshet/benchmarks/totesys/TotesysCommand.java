package io.freshet.benchmarks.totesys;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.bench.TotesysOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * {@code bench totesys}: the shop trades, and orders of designs that nobody else sells are changed
 * in one way each. What is timed begins with the return of COMMIT and ends where the change is seen
 * from outside: among the rows held, in the warehouse's fact table, in a chart's answer. Then the
 * lake is measured, and how soon the warehouse is made from it.
 */
public final class TotesysCommand {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double PROBED = 0.12;
    private static final long LOOK_MILLIS = 50;

    private static final String HELD =
            """
            select row_key, units_sold, false from totesys.sales_order
            where source_id = (select id from freshet.source) and row_key = any(?)
            """;
    private static final String FACTS =
            """
            select f.sales_order_id, f.units_sold, d.sales_record_id is not null
            from totesys_warehouse.fact_sales_order f
            left join totesys_warehouse.fact_sales_order_deleted d using (sales_record_id)
            where f.sales_order_id = any(?)
            """;

    private TotesysCommand() {}

    /** Measures and reports; 1 where a change is not seen in the end. */
    public static int run(TotesysOptions options) throws IOException, InterruptedException {
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "The shop's changes, %.0f a second".formatted(options.rate()),
                options.typed(),
                BenchmarkHarness.servers());
        report.progress("letting the shop trade for %d days".formatted(options.days()));
        try (ShopUnderTest system = new ShopUnderTest(options.days())) {
            report.progress("reading it for the first time");
            system.startFreshet(options.poll(), options.java());
            awaitEqual(system);
            awaitArchived(system);
            LakeSize before = system.lakeSize();
            long lost = measure(options, system, report);
            awaitArchived(system);
            new LakeMeasure(system, options, report).report(before);
            report.writeTo(options.markdown());
            return lost == 0 ? 0 : 1;
        } catch (SQLException e) {
            throw new IllegalStateException("in a database: " + e.getMessage(), e);
        }
    }

    private static long measure(
            TotesysOptions options, ShopUnderTest system, BenchmarkReport report)
            throws SQLException, InterruptedException {
        report.progress("changing it");
        boolean hasFacts =
                system.warehouse()
                        .query("select to_regclass('totesys_warehouse.fact_sales_order') is null")
                        .equals(List.of("f"));
        Set<ProbeStage> stages = EnumSet.allOf(ProbeStage.class);
        if (!hasFacts) {
            stages.remove(ProbeStage.WAREHOUSE);
        }
        long orders =
                Long.parseLong(
                        system.source()
                                .query("select max(sales_order_id) from sales_order")
                                .get(0));
        ProbeTimes times = new ProbeTimes(stages);
        TableWatch held = new TableWatch(HELD, system.warehouse(), times, ProbeStage.HELD);
        TableWatch facts = new TableWatch(FACTS, system.warehouse(), times, ProbeStage.WAREHOUSE);
        DesignChartWatch chart = new DesignChartWatch(system.freshet().port().number(), times);
        TradeAround trade =
                new TradeAround(
                        system.shop(), system.source(), orders, options.rate() * (1 - PROBED));
        try (ProbeWriter probes = new ProbeWriter(system.source())) {
            List<Thread> threads =
                    List.of(
                            begun(held, "held"),
                            begun(hasFacts ? facts : () -> {}, "facts"),
                            begun(chart, "chart"),
                            begun(trade, "trade"));
            long began = System.nanoTime();
            probes.write(times, options.rate() * PROBED, options.measured().toNanos());
            double seconds = (System.nanoTime() - began) / 1e9;
            trade.end();
            threads.get(3).join();
            until(() -> times.unseen() == 0 || failed(held, facts, chart, trade));
            held.end();
            facts.end();
            chart.end();
            for (Thread thread : threads) {
                thread.join();
            }
            report.table(times.table());
            report.table(
                    Table.of("what", "value")
                            .row(
                                    "rows changed a second",
                                    String.format(
                                            Locale.ROOT,
                                            "%.1f",
                                            (trade.rows() + probes.changes()) / seconds))
                            .row("changes that were never seen", "" + times.unseen()));
        }
        if (failed(held, facts, chart, trade)) {
            throw new CommandFailure(
                    "measuring ended early: %s %s %s %s"
                            .formatted(
                                    held.failure(),
                                    facts.failure(),
                                    chart.failure(),
                                    trade.failure()));
        }
        awaitEqual(system);
        return times.unseen();
    }

    private static void awaitArchived(ShopUnderTest system) throws InterruptedException {
        if (!until(system::isArchived)) {
            throw new CommandFailure("the lake does not get all that the warehouse has");
        }
        // it says how large it is right after a commit
        TimeUnit.SECONDS.sleep(1);
    }

    private static boolean failed(SideTask... tasks) {
        return Stream.of(tasks).anyMatch(task -> task.failure() != null);
    }

    private static Thread begun(Runnable work, String name) {
        Thread thread = new Thread(work, "bench-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until the chart of all sales equals SQL over the source, which is at rest. */
    private static void awaitEqual(ShopUnderTest system) throws InterruptedException {
        String wanted =
                system.source()
                        .query(
                                """
                                select '"orders":' || count(*) || ',"units":' || sum(units_sold)
                                from sales_order
                                """)
                        .get(0);
        boolean equal = until(() -> system.freshet().get("/charts/totesys/sales").contains(wanted));
        if (!equal) {
            throw new CommandFailure(
                    "the chart shows %s and not %s"
                            .formatted(system.freshet().get("/charts/totesys/sales"), wanted));
        }
    }

    /** Waits for something, and no longer than two minutes; whether it came about. */
    static boolean until(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
