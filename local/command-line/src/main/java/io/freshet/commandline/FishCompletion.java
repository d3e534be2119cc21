package io.freshet.commandline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write. */
final class FishCompletion {

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The lines that fish sources. */
    static String of(String program, CommandLine root) {
        FishCompletion completion = new FishCompletion(program);
        completion.lines.add("complete -c %s -f".formatted(program));
        completion.add(List.of(), root);
        return String.join("\n", completion.lines) + "\n";
    }

    private void add(List<String> path, CommandLine command) {
        List<String> below = List.copyOf(command.getSubcommands().keySet());
        String condition = condition(path, below);
        command.getSubcommands()
                .forEach(
                        (name, sub) ->
                                lines.add(
                                        "complete -c %s -n '%s' -a %s -d '%s'"
                                                .formatted(
                                                        program,
                                                        condition,
                                                        name,
                                                        text(
                                                                sub.getCommandSpec()
                                                                        .usageMessage()
                                                                        .header()))));
        for (OptionSpec option : command.getCommandSpec().options()) {
            String value = option.arity().max() == 0 ? "" : value(option);
            lines.add(
                    "complete -c %s -n '%s' %s%s -d '%s'"
                            .formatted(
                                    program, condition, names(option), value, description(option)));
        }
        command.getSubcommands()
                .forEach(
                        (name, sub) -> {
                            List<String> longer = new ArrayList<>(path);
                            longer.add(name);
                            add(longer, sub);
                        });
    }

    /** That all words of the path were typed, and none that would lead on. */
    private static String condition(List<String> path, List<String> below) {
        String there =
                path.stream()
                        .map("__fish_seen_subcommand_from %s"::formatted)
                        .collect(Collectors.joining("; and "));
        String notFurther = "not __fish_seen_subcommand_from " + String.join(" ", below);
        if (below.isEmpty()) {
            return there;
        }
        return there.isEmpty() ? notFurther : there + "; and " + notFurther;
    }

    private static String names(OptionSpec option) {
        return Arrays.stream(option.names())
                .map(
                        name ->
                                name.startsWith("--")
                                        ? "-l " + name.substring(2)
                                        : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** A value is needed; only those that are files are completed as such. */
    private static String value(OptionSpec option) {
        return option.paramLabel().equals("FILE") ? " -r -F" : " -x";
    }

    private static String description(OptionSpec option) {
        return text(option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
    }

    private static String text(String... description) {
        return String.join(" ", description).replace("'", "\\'");
    }
}
