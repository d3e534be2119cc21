package io.freshet.commandline;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The picocli model of all commands in lines, for {@link ArgumentCheck}. */
final class Grammar {

    private Grammar() {}

    /** A line {@code command} with the words that lead there, then one per option; and so on. */
    static List<String> of(CommandLine root) {
        List<String> lines = new ArrayList<>();
        add(lines, "", root.getCommandSpec());
        return lines;
    }

    private static void add(List<String> lines, String path, CommandSpec command) {
        lines.add(("command " + path).strip());
        for (OptionSpec option : command.options()) {
            lines.add(line(option));
            if (option.required() && option.group() == null) {
                lines.add("needed " + option.longestName());
            }
        }
        for (PositionalParamSpec operand : command.positionalParameters()) {
            lines.add("operand " + operand.paramLabel());
            lines.add("needed " + operand.paramLabel());
        }
        for (ArgGroupSpec group : command.argGroups()) {
            lines.add(
                    "either "
                            + group.options().stream()
                                    .map(OptionSpec::longestName)
                                    .collect(Collectors.joining(",")));
        }
        command.subcommands()
                .forEach(
                        (name, below) ->
                                add(lines, (path + " " + name).strip(), below.getCommandSpec()));
    }

    private static String line(OptionSpec option) {
        return kind(option).formatted(String.join(",", option.names()));
    }

    private static String kind(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "flag %s";
        }
        if (option.userObject() instanceof Field field) {
            NumberBetween numbers = field.getAnnotation(NumberBetween.class);
            if (numbers != null) {
                return "%s %%s %d %d"
                        .formatted(
                                isWhole(option) ? "whole" : "number",
                                numbers.least(),
                                numbers.most());
            }
            TextLike text = field.getAnnotation(TextLike.class);
            if (text != null) {
                return "text %s " + (text.pattern() + " " + text.words()).replace("%", "%%");
            }
        }
        return "value %s";
    }

    private static boolean isWhole(OptionSpec option) {
        Class<?> type = option.auxiliaryTypes()[0];
        return type == int.class || type == long.class || type == Long.class;
    }
}
