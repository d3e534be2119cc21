package io.freshet.commandline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What the commands answer without doing anything: help, version and completion. The scripts {@code
 * freshet} and {@code freshet.cmd} print the same from {@link #files()} before anything is built.
 */
final class Answers {

    private static final String NAME = "freshet";
    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private final CommandLine model;

    Answers(CommandLine model) {
        this.model = model;
    }

    /** The answer to what was typed, where it asks for nothing else. */
    Optional<String> to(List<String> words) {
        if (words.stream().anyMatch(VERSION::contains)) {
            return Optional.of(version());
        }
        boolean help = !words.isEmpty() && words.get(0).equals("help");
        List<String> topic = leadingWords(help ? words.subList(1, words.size()) : words);
        if (help || words.stream().anyMatch(HELP::contains)) {
            return Optional.ofNullable(files().get(helpFile(topic)));
        }
        return topic.size() == 2 && topic.get(0).equals("completion")
                ? Optional.ofNullable(files().get(completionFile(topic.get(1))))
                : Optional.empty();
    }

    private static List<String> leadingWords(List<String> words) {
        return words.stream().takeWhile(word -> !word.startsWith("-")).toList();
    }

    /** All answers, by the names of the files that the scripts print. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("version.txt", version());
        files.put("grammar.txt", String.join("\n", Grammar.of(model)) + "\n");
        addHelp(files, List.of(), model);
        String bash = AutoComplete.bash(NAME, model) + "\n";
        files.put(completionFile("bash"), bash);
        // It turns on zsh's own support of bash's completion.
        files.put(completionFile("zsh"), bash);
        files.put(completionFile("fish"), FishCompletion.of(NAME, model));
        return files;
    }

    private static void addHelp(Map<String, String> files, List<String> path, CommandLine command) {
        files.put(helpFile(path), command.getUsageMessage(Ansi.OFF));
        command.getSubcommands()
                .forEach(
                        (name, below) -> {
                            List<String> longer = new ArrayList<>(path);
                            longer.add(name);
                            addHelp(files, longer, below);
                        });
    }

    private static String helpFile(List<String> path) {
        List<String> words = new ArrayList<>(List.of("help"));
        words.addAll(path);
        return String.join("-", words) + ".txt";
    }

    private static String completionFile(String shell) {
        return "completion-" + shell + ".txt";
    }

    private String version() {
        return String.join("\n", model.getCommandSpec().version()) + "\n";
    }
}
