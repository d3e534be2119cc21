package io.freshet.commandline;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs what was typed after {@code ./freshet}. Says itself what is wrong with it, and answers what
 * asks for help, version or completion. Not thread-safe.
 */
public final class FreshetCommands {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int INTERRUPTED = 130;

    /**
     * What a command does; blocks.
     *
     * @param <T> its options
     */
    public interface Action<T> {

        /** Gives the exit status; a {@link CommandFailure} is one of 1 with a message. */
        int run(T options) throws Exception;
    }

    private final Map<Class<?>, Action<Object>> actions = new LinkedHashMap<>();
    private final List<Class<? extends Throwable>> expected =
            new ArrayList<>(List.of(CommandFailure.class));
    private final PrintStream out;
    private final PrintStream err;

    /** FreshetCommands that print to standard output and error. */
    public FreshetCommands() {
        this(System.out, System.err);
    }

    /** Commands that print to streams of the caller's. */
    public FreshetCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** All that there is to be typed. */
    static CommandLine model() {
        CommandLine model = new CommandLine(new FreshetCommand());
        requireSubcommands(model);
        // A forgotten value is told as such, also where an option follows.
        return model.setAllowOptionsAsOptionParameters(false);
    }

    private static void requireSubcommands(CommandLine command) {
        command.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        command.getSubcommands().values().forEach(FreshetCommands::requireSubcommands);
    }

    /** Says what runs a command, by the class of its options. */
    public <T> FreshetCommands on(Class<T> options, Action<? super T> action) {
        actions.put(options, typed -> action.run(options.cast(typed)));
        return this;
    }

    /**
     * Says that what is thrown of this class is a failure whose message is all that the user needs.
     */
    public FreshetCommands failingWith(Class<? extends Throwable> failure) {
        expected.add(failure);
        return this;
    }

    /**
     * Runs a command; blocks.
     *
     * @param arguments what was typed after {@code ./freshet}
     * @return the exit status
     */
    public int execute(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        CommandLine model = model();
        Optional<String> answer = new Answers(model).to(words);
        if (answer.isPresent()) {
            out.print(answer.get());
            return DONE;
        }
        if (words.isEmpty()) {
            err.print(model.getUsageMessage(Ansi.OFF));
            return WRONG_USE;
        }
        Optional<String> problem = new ArgumentCheck(Grammar.of(model)).problem(words);
        if (problem.isPresent()) {
            return wrongUse(problem.get());
        }
        try {
            return run(last(model.parseArgs(arguments)));
        } catch (ParameterException e) {
            return wrongUse(e.getMessage());
        }
    }

    private static Object last(ParseResult result) {
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.commandSpec().userObject();
    }

    private int run(Object options) {
        try {
            return actions.get(options.getClass()).run(options);
        } catch (UsageException e) {
            return wrongUse(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (Exception | AssertionError e) {
            if (expected.stream().anyMatch(failure -> failure.isInstance(e))) {
                err.println("freshet: " + e.getMessage());
            } else {
                e.printStackTrace(err);
            }
            return FAILED;
        }
    }

    private int wrongUse(String message) {
        err.println("freshet: " + message);
        return WRONG_USE;
    }
}
