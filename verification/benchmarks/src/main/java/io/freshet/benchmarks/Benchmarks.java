package io.freshet.benchmarks;

import io.freshet.benchmarks.backfill.BackfillCommand;
import io.freshet.benchmarks.exactness.ExactnessCommand;
import io.freshet.benchmarks.freshness.FreshnessCommand;
import io.freshet.benchmarks.freshness.ThroughputCommand;
import io.freshet.benchmarks.peers.PeersCommand;
import io.freshet.benchmarks.scaling.ScalingCommand;
import io.freshet.benchmarks.serving.ServingCommand;
import io.freshet.benchmarks.sourcecost.SourceCostCommand;
import io.freshet.launcher.CommandFailure;
import io.freshet.launcher.UsageException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one benchmark: {@code ./freshet bench NAME …}. */
public final class Benchmarks {

    /** One benchmark, from its options to its exit status; blocks. */
    private interface Command {
        int run(List<String> options) throws Exception;
    }

    private static final Map<String, Command> COMMANDS = commands();

    private Benchmarks() {}

    public static void main(String... arguments) {
        // the broker's client would say that it has no logger
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        int status;
        try {
            status = run(Arrays.asList(arguments));
        } catch (UsageException e) {
            System.err.println("freshet bench " + e.getMessage());
            status = 2;
        } catch (CommandFailure | IllegalStateException e) {
            System.err.println("freshet bench: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 130;
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("freshness", FreshnessCommand::run);
        commands.put("throughput", ThroughputCommand::run);
        commands.put("backfill", BackfillCommand::run);
        commands.put("serving", ServingCommand::run);
        commands.put("source-cost", SourceCostCommand::run);
        commands.put("exactness", ExactnessCommand::run);
        commands.put("peers", PeersCommand::run);
        commands.put("scaling", ScalingCommand::run);
        commands.put("all", AllBenchmarks::run);
        return commands;
    }

    static int run(List<String> arguments) throws Exception {
        // as the script passes them on
        List<String> own =
                !arguments.isEmpty() && arguments.get(0).equals("bench")
                        ? arguments.subList(1, arguments.size())
                        : arguments;
        String known = String.join(", ", COMMANDS.keySet());
        if (own.isEmpty()) {
            throw new UsageException("NAME: one of " + known);
        }
        Command command = COMMANDS.get(own.get(0));
        if (command == null) {
            throw new UsageException(own.get(0) + ": no such benchmark; there are " + known);
        }
        return command.run(own.subList(1, own.size()));
    }
}
