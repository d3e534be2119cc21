package io.freshet.launcher.deadletters;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.events.BusTopology;
import io.freshet.launcher.CommandFailure;
import io.freshet.launcher.Options;
import io.freshet.launcher.UsageException;
import io.freshet.launcher.broker.BrokerProblem;
import io.freshet.launcher.broker.Brokers;
import io.freshet.launcher.deadletters.DeadLetterQueue.Fate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** {@code ./freshet dead-letters list|show|replay|discard}. */
public final class DeadLettersCommand {

    private static final int MOST = 10_000;

    private final DeadLetterQueue queue;
    private final Connection connection;
    private final BusTopology topology;
    private final PrintStream out;

    private DeadLettersCommand(Connection connection, BusTopology topology, PrintStream out) {
        this.queue = new DeadLetterQueue(connection, topology);
        this.connection = connection;
        this.topology = topology;
        this.out = out;
    }

    /** Runs the command; blocks. Exit status 0 if it did what it was asked for. */
    public static int run(List<String> arguments) {
        return run(arguments, Brokers.topology(), System.out);
    }

    static int run(List<String> arguments, BusTopology topology, PrintStream out) {
        if (arguments.isEmpty()) {
            throw new UsageException("dead-letters ACTION: one of list, show, replay, discard");
        }
        String action = arguments.get(0);
        if (!Set.of("list", "show", "replay", "discard").contains(action)) {
            throw new UsageException(
                    "dead-letters %s: no such action; there are list, show, replay, discard"
                            .formatted(action));
        }
        Options options =
                Options.parse(
                        "dead-letters " + action,
                        arguments.subList(1, arguments.size()),
                        action.equals("list") ? Set.of("--config") : Set.of("--config", "--id"),
                        action.equals("list") ? Set.of() : Set.of("--all"));
        Path file = Path.of(options.required("--config"));
        Predicate<DeadLetter> chosen =
                action.equals("list") ? letter -> true : chosen(action, options);
        BrokerUrl broker =
                new ConfigurationReader(System.getenv())
                        .read(file)
                        .broker()
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                file + ": section broker is missing; add it"));
        try (Connection connection = Brokers.connect(broker, "freshet dead-letters")) {
            new DeadLettersCommand(connection, topology, out).run(action, chosen);
            return 0;
        } catch (BrokerProblem e) {
            throw new CommandFailure("broker " + e.getMessage(), e);
        } catch (IOException | AlreadyClosedException e) {
            throw new CommandFailure(
                    "broker %s: %s; what was not reported as done is still there"
                            .formatted(broker, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private static Predicate<DeadLetter> chosen(String action, Options options) {
        if (options.has("--all") == options.text("--id").isPresent()) {
            throw new UsageException(
                    "dead-letters %s: give either --id ID, as list shows it, or --all"
                            .formatted(action));
        }
        return options.text("--id")
                .<Predicate<DeadLetter>>map(id -> letter -> letter.id().equals(id))
                .orElse(letter -> true);
    }

    private void run(String action, Predicate<DeadLetter> chosen)
            throws IOException, InterruptedException {
        int done =
                switch (action) {
                    case "list" -> list();
                    case "show" -> show(chosen);
                    case "replay" -> replay(chosen);
                    default -> discard(chosen);
                };
        if (done == 0 && !action.equals("list")) {
            throw new CommandFailure(
                    "there is no such dead letter among the first %,d; dead-letters list shows them"
                            .formatted(MOST));
        }
    }

    private int list() throws IOException, InterruptedException {
        int[] count = {0};
        boolean more =
                queue.visit(
                        MOST,
                        letter -> {
                            if (count[0]++ == 0) {
                                out.print(LetterText.heading());
                            }
                            out.print(LetterText.line(count[0], letter));
                            return Fate.KEEP;
                        });
        if (count[0] == 0) {
            out.println("no dead letters");
        } else if (more) {
            out.printf("… and more: these are the first %,d%n", MOST);
        }
        return count[0];
    }

    private int show(Predicate<DeadLetter> chosen) throws IOException, InterruptedException {
        return visitChosen(
                chosen,
                letter -> {
                    out.println(LetterText.whole(letter));
                    return Fate.KEEP;
                });
    }

    private int replay(Predicate<DeadLetter> chosen) throws IOException, InterruptedException {
        try (Replay replay = new Replay(connection, topology)) {
            return visitChosen(
                    chosen,
                    letter -> {
                        OptionalInt partition = replay.partitionOf(letter);
                        if (partition.isEmpty()) {
                            out.printf(
                                    "%s stays: its origin \"%s\" is no queue of changes here%n",
                                    letter.id(), letter.origin());
                            return Fate.KEEP;
                        }
                        replay.publish(letter, partition.getAsInt());
                        out.printf("%s replayed to %s%n", letter.id(), letter.origin());
                        return Fate.REMOVE;
                    });
        }
    }

    private int discard(Predicate<DeadLetter> chosen) throws IOException, InterruptedException {
        return visitChosen(
                chosen,
                letter -> {
                    out.printf("%s discarded%n", letter.id());
                    return Fate.REMOVE;
                });
    }

    /** How many letters were chosen; the others are kept. */
    private int visitChosen(Predicate<DeadLetter> chosen, DeadLetterQueue.Visitor visitor)
            throws IOException, InterruptedException {
        int[] count = {0};
        queue.visit(
                MOST,
                letter -> {
                    if (!chosen.test(letter)) {
                        return Fate.KEEP;
                    }
                    count[0]++;
                    return visitor.visit(letter);
                });
        return count[0];
    }
}
