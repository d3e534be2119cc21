package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench peers}. */
@Command(
        name = "peers",
        header = "Freshet beside what one would otherwise pick, on the same machine and rows.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench peers",
            "  ./freshet bench peers --only freshet,debezium --rate 1000"
        })
public final class PeersOptions extends BenchOptions {

    @Option(
            names = "--databases",
            paramLabel = "N",
            defaultValue = "3",
            description = "Source databases (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 20)
    private int databases;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400",
            description = "Commits per second over all databases (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 5_000)
    private double rate;

    @Mixin private WarmUpOption warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long rows are measured (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows that are there before (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1_000, most = 10_000_000)
    private long rows;

    @Option(
            names = "--served-rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Rows that requests are answered from (${DEFAULT-VALUE}).")
    @NumberBetween(least = 100, most = 10_000_000)
    private long servedRows;

    @Option(
            names = "--only",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "freshet,query-per-request,debezium,floor",
            description = "What is measured (${DEFAULT-VALUE}).")
    @TextLike(
            pattern =
                    "(freshet|query-per-request|debezium|floor)(,(freshet|query-per-request|debezium|floor))*",
            words = "names out of freshet,query-per-request,debezium,floor with commas between")
    private List<String> only;

    /** Source databases, 1 to 20. */
    public int databases() {
        return databases;
    }

    /** Commits per second over all databases, 1 to 5,000. */
    public double rate() {
        return rate;
    }

    /** How long rows are written before any is measured. */
    public Duration warmUp() {
        return warmUp.duration();
    }

    /** How long rows are measured. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** Rows that are there before, 1,000 to 10,000,000. */
    public long rows() {
        return rows;
    }

    /** Rows that requests are answered from, 100 to 10,000,000. */
    public long servedRows() {
        return servedRows;
    }

    /** What is measured. */
    public List<String> only() {
        return List.copyOf(only);
    }
}
