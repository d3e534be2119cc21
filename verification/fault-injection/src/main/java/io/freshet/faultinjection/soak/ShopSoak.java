package io.freshet.faultinjection.soak;

import io.freshet.commandline.SoakOptions;
import io.freshet.faultinjection.faults.Fault;
import io.freshet.faultinjection.system.Installation;
import io.freshet.faultinjection.system.LakeUnderTest;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.oracle.TotesysAtRest;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * {@code ./freshet soak --pipeline totesys}: the shop trades while services, servers and networks
 * break, and at rest its warehouse, charts and lake are compared with SQL.
 */
final class ShopSoak {

    private static final Duration BACK = Duration.ofSeconds(90);
    private static final Duration ARCHIVED = Duration.ofSeconds(30);
    private static final String LAKE = "the lake, once the warehouse is exact";

    private ShopSoak() {}

    /** Runs it; false where anything was lost, doubled or late. */
    static boolean run(SoakOptions options, long seed)
            throws SQLException, InterruptedException, IOException {
        try (Installation system = Installation.startShop();
                ShopWriter load = new ShopWriter(system.shop().orElseThrow(), seed)) {
            Soak.introduce(
                    options, system, seed, "two pollers, aggregator, chart API, lake service");
            TestDatabase shop = system.shop().orElseThrow();
            LakeUnderTest lake = system.lake().orElseThrow();
            TotesysAtRest oracle =
                    new TotesysAtRest(shop, system.warehouse(), system.chartApi()::get);
            LakeOracle archive = new LakeOracle(lake, system.warehouse());
            Rounds rounds = new Rounds(system, load, new Random(seed), options.longestFault());
            SoakFindings findings = new SoakFindings(BACK);
            for (FreshetProcess service : system.services()) {
                service.awaitHealthy();
            }
            findings.afterFaults(oracle.await(BACK), List.of());
            findings.after(LAKE, ARCHIVED, archive.await(BACK));
            long end = System.nanoTime() + options.length().toNanos();
            while (System.nanoTime() < end) {
                List<Fault> round = rounds.next();
                findings.afterFaults(oracle.await(BACK), round);
                findings.after(LAKE, ARCHIVED, archive.await(BACK));
            }
            Soak.conclude(seed, load, rounds);
            System.out.printf(
                    "Kills of the lake service in a commit: %s; %d manifests, %d epochs%n%n",
                    lake.killed(), lake.manifestFiles().size(), archive.epochs());
            findings.report();
            return findings.areNone();
        }
    }
}
