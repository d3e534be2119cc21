package io.freshet.benchmarks;

import io.freshet.benchmarks.anytable.AnyCommand;
import io.freshet.benchmarks.backfill.BackfillCommand;
import io.freshet.benchmarks.changes.ChangesCommand;
import io.freshet.benchmarks.exactness.ExactnessCommand;
import io.freshet.benchmarks.freshness.FreshnessCommand;
import io.freshet.benchmarks.freshness.ThroughputCommand;
import io.freshet.benchmarks.hostile.HostileCommand;
import io.freshet.benchmarks.peers.PeersCommand;
import io.freshet.benchmarks.scaling.ScalingCommand;
import io.freshet.benchmarks.serving.ServingCommand;
import io.freshet.benchmarks.sourcecost.SourceCostCommand;
import io.freshet.benchmarks.totesys.TotesysCommand;
import io.freshet.commandline.FreshetCommands;
import io.freshet.commandline.bench.AllOptions;
import io.freshet.commandline.bench.AnyOptions;
import io.freshet.commandline.bench.BackfillOptions;
import io.freshet.commandline.bench.ChangesOptions;
import io.freshet.commandline.bench.ExactnessOptions;
import io.freshet.commandline.bench.FreshnessOptions;
import io.freshet.commandline.bench.HostileOptions;
import io.freshet.commandline.bench.PeersOptions;
import io.freshet.commandline.bench.ScalingOptions;
import io.freshet.commandline.bench.ServingOptions;
import io.freshet.commandline.bench.SourceCostOptions;
import io.freshet.commandline.bench.ThroughputOptions;
import io.freshet.commandline.bench.TotesysOptions;

/** Runs one benchmark: {@code ./freshet bench NAME …}. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String... arguments) {
        // the broker's client would say that it has no logger
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(arguments));
    }

    /**
     * Runs one; blocks.
     *
     * @param arguments {@code bench}, its name and its options
     * @return the exit status
     */
    static int run(String... arguments) {
        return new FreshetCommands()
                .on(FreshnessOptions.class, FreshnessCommand::run)
                .on(ThroughputOptions.class, ThroughputCommand::run)
                .on(BackfillOptions.class, BackfillCommand::run)
                .on(ChangesOptions.class, ChangesCommand::run)
                .on(ServingOptions.class, ServingCommand::run)
                .on(SourceCostOptions.class, SourceCostCommand::run)
                .on(ExactnessOptions.class, ExactnessCommand::run)
                .on(PeersOptions.class, PeersCommand::run)
                .on(ScalingOptions.class, ScalingCommand::run)
                .on(TotesysOptions.class, TotesysCommand::run)
                .on(AnyOptions.class, AnyCommand::run)
                .on(HostileOptions.class, HostileCommand::run)
                .on(AllOptions.class, AllBenchmarks::run)
                .failingWith(IllegalStateException.class)
                // Freshet as a process that does not do what is waited for.
                .failingWith(AssertionError.class)
                .execute(arguments);
    }
}
