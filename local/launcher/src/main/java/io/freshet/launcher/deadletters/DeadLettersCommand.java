package io.freshet.launcher.deadletters;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.deadletters.ChosenOptions;
import io.freshet.commandline.deadletters.DiscardOptions;
import io.freshet.commandline.deadletters.ListOptions;
import io.freshet.commandline.deadletters.ReplayOptions;
import io.freshet.commandline.deadletters.ShowOptions;
import io.freshet.commandline.option.ConfiguredOptions;
import io.freshet.configuration.BrokerUrl;
import io.freshet.events.BusTopology;
import io.freshet.launcher.broker.BrokerProblem;
import io.freshet.launcher.broker.Brokers;
import io.freshet.launcher.deadletters.DeadLetterQueue.Fate;
import io.freshet.launcher.standin.CompleteConfiguration;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalInt;

/** {@code ./freshet dead-letters list|show|replay|discard}. Each blocks. */
public final class DeadLettersCommand {

    private static final int DONE = 0;
    private static final int MOST = 10_000;

    private final BusTopology topology;
    private final PrintStream out;

    /**
     * @param topology names of the queues
     * @param out where messages and what became of them is printed
     */
    public DeadLettersCommand(BusTopology topology, PrintStream out) {
        this.topology = topology;
        this.out = out;
    }

    private interface Work {
        void on(Connection connection) throws IOException, InterruptedException;
    }

    /** Prints a line for each message. */
    public int list(ListOptions options) throws InterruptedException {
        return connected(options, this::list);
    }

    /** Prints the chosen messages whole; 1 where there are none. */
    public int show(ShowOptions options) throws InterruptedException {
        return connected(options, connection -> visitChosen(connection, options, this::show));
    }

    /** Publishes the chosen messages where they came from; 1 where there are none. */
    public int replay(ReplayOptions options) throws InterruptedException {
        return connected(options, connection -> replay(connection, options));
    }

    /** Deletes the chosen messages; 1 where there are none. */
    public int discard(DiscardOptions options) throws InterruptedException {
        return connected(options, connection -> visitChosen(connection, options, this::discard));
    }

    private static int connected(ConfiguredOptions options, Work work) throws InterruptedException {
        BrokerUrl broker = brokerOf(options);
        try (Connection connection = Brokers.connect(broker, "freshet dead-letters")) {
            work.on(connection);
            return DONE;
        } catch (BrokerProblem e) {
            throw new CommandFailure("broker " + e.getMessage(), e);
        } catch (IOException | AlreadyClosedException e) {
            throw new CommandFailure(
                    "broker %s: %s; what was not reported as done is still there"
                            .formatted(broker, e.getMessage()),
                    e);
        }
    }

    private static BrokerUrl brokerOf(ConfiguredOptions options) {
        return CompleteConfiguration.running(options.config())
                .broker()
                .orElseThrow(
                        () ->
                                new CommandFailure(
                                        options.config()
                                                + " names no broker, and the embedded one is there"
                                                + " only while ./freshet up runs; start that, or"
                                                + " name one"));
    }

    private void list(Connection connection) throws IOException, InterruptedException {
        int[] count = {0};
        boolean more =
                queue(connection)
                        .visit(
                                MOST,
                                message -> {
                                    if (count[0]++ == 0) {
                                        out.print(MessageText.heading());
                                    }
                                    out.print(MessageText.line(count[0], message));
                                    return Fate.KEEP;
                                });
        if (count[0] == 0) {
            out.println("no dead letters");
        } else if (more) {
            out.printf("… and more: these are the first %,d%n", MOST);
        }
    }

    private Fate show(DeadLetteredMessage message) {
        out.println(MessageText.whole(message));
        return Fate.KEEP;
    }

    private Fate discard(DeadLetteredMessage message) {
        out.printf("%s discarded%n", message.id());
        return Fate.REMOVE;
    }

    private void replay(Connection connection, ChosenOptions chosen)
            throws IOException, InterruptedException {
        try (DeadLetterReplay replay = new DeadLetterReplay(connection, topology)) {
            visitChosen(connection, chosen, message -> replay(replay, message));
        }
    }

    private Fate replay(DeadLetterReplay replay, DeadLetteredMessage message)
            throws IOException, InterruptedException {
        OptionalInt partition = replay.partitionOf(message);
        if (partition.isEmpty()) {
            out.printf(
                    "%s stays: its origin \"%s\" is no queue of changes here%n",
                    message.id(), message.origin());
            return Fate.KEEP;
        }
        replay.publish(message, partition.getAsInt());
        out.printf("%s replayed to %s%n", message.id(), message.origin());
        return Fate.REMOVE;
    }

    /** Those that were not chosen are kept. */
    private void visitChosen(
            Connection connection, ChosenOptions chosen, DeadLetterQueue.Visitor visitor)
            throws IOException, InterruptedException {
        int[] count = {0};
        queue(connection)
                .visit(
                        MOST,
                        message -> {
                            if (!chosen.means(message.id())) {
                                return Fate.KEEP;
                            }
                            count[0]++;
                            return visitor.visit(message);
                        });
        if (count[0] == 0) {
            throw new CommandFailure(
                    "there is no such dead letter among the first %,d; dead-letters list shows them"
                            .formatted(MOST));
        }
    }

    private DeadLetterQueue queue(Connection connection) {
        return new DeadLetterQueue(connection, topology);
    }
}
