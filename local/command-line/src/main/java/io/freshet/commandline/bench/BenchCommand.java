package io.freshet.commandline.bench;

import picocli.CommandLine.Command;

/** {@code bench}: which benchmarks there are. */
@Command(
        name = "bench",
        header = "Measure: speed, cost and exactness.",
        description = {
            "",
            "Starts Freshet as a process of its own, on the servers that FRESHET_TEST_AMQP_URL and"
                    + " FRESHET_TEST_POSTGRES_URL name, or on local or embedded ones."
        },
        subcommands = {
            FreshnessOptions.class,
            ThroughputOptions.class,
            BackfillOptions.class,
            ChangesOptions.class,
            ServingOptions.class,
            SourceCostOptions.class,
            ExactnessOptions.class,
            PeersOptions.class,
            ScalingOptions.class,
            TotesysOptions.class,
            AnyOptions.class,
            HostileOptions.class,
            AllOptions.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench freshness --poll 20ms",
            "  ./freshet bench all --markdown measurements.md"
        })
public final class BenchCommand {}
