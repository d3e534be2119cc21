package io.freshet.launcher;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of one command, as {@code --name value}, {@code --name=value} or {@code --flag}. */
public final class Options {

    private final String command;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> flags = new HashSet<>();

    private Options(String command) {
        this.command = command;
    }

    /**
     * Reads a command's options.
     *
     * @param valued names of options with a value
     * @param plain names of options without
     * @throws UsageException where there is another, or one without its value
     */
    public static Options parse(
            String command, List<String> arguments, Set<String> valued, Set<String> plain) {
        Options options = new Options(command);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (plain.contains(name) && equals < 0) {
                options.flags.add(name);
            } else if (valued.contains(name)) {
                if (equals < 0 && ++i == arguments.size()) {
                    throw new UsageException("%s: %s needs a value".formatted(command, name));
                }
                options.values.put(
                        name, equals < 0 ? arguments.get(i) : argument.substring(equals + 1));
            } else {
                throw new UsageException(
                        "%s: unknown option %s; known: %s"
                                .formatted(command, argument, known(valued, plain)));
            }
        }
        return options;
    }

    private static String known(Set<String> valued, Set<String> plain) {
        Set<String> all = new java.util.TreeSet<>(valued);
        all.addAll(plain);
        return String.join(", ", all);
    }

    /** Whether an option without a value was given. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** An option's value, if it was given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of an option that must be given. */
    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new UsageException("%s: %s is needed".formatted(command, name)));
    }

    /** A number within limits, or the default. */
    public double number(String name, double least, double most, double otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the complaint below says it all
        }
        throw new UsageException(
                "%s: %s must be a number from %s to %s, not %s"
                        .formatted(command, name, plain(least), plain(most), text.get()));
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
