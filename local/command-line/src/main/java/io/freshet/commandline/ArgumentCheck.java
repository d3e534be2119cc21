package io.freshet.commandline;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a command line, by a grammar as {@link Grammar} writes it. It uses
 * nothing but the JDK: {@code ./freshet} runs this very file with Java's source launcher before it
 * builds, when picocli is not there yet. Immutable.
 */
public final class ArgumentCheck {

    private static final String GRAMMAR_PROPERTY = "freshet.grammar";
    private static final int WRONG_USE = 2;

    /**
     * An option.
     *
     * @param names all that it can be called by
     * @param kind {@code flag}, {@code number}, {@code whole}, {@code text} or {@code value}
     * @param rest what the kind needs: the least and the most, or a pattern and its meaning
     */
    private record Choice(List<String> names, String kind, String rest) {

        boolean isFlag() {
            return kind.equals("flag");
        }

        /** The name that people know it by. */
        String name() {
            return names.get(names.size() - 1);
        }
    }

    private static final class Command {
        private final Map<String, Choice> options = new LinkedHashMap<>();
        private final List<String> needed = new ArrayList<>();
        private String operand = "";

        /** Whether it takes a word that belongs to no option. */
        boolean takes(String word) {
            return !operand.isEmpty() && !word.startsWith("-");
        }

        private final List<List<String>> alternatives = new ArrayList<>();
    }

    /** By the words that lead there, with blanks between. */
    private final Map<String, Command> commands = new LinkedHashMap<>();

    /**
     * Reads a grammar.
     *
     * @param grammar lines as {@link Grammar} writes them
     */
    public ArgumentCheck(List<String> grammar) {
        Command command = new Command();
        for (String line : grammar) {
            String[] words = line.split(" ", 3);
            String first = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "command" -> {
                    command = new Command();
                    commands.put(line.substring("command".length()).strip(), command);
                }
                case "operand" -> command.operand = first;
                case "needed" -> command.needed.add(first);
                case "either" -> command.alternatives.add(List.of(first.split(",")));
                default -> {
                    String rest = words.length > 2 ? words[2] : "";
                    Choice option = new Choice(List.of(first.split(",")), words[0], rest);
                    for (String name : option.names()) {
                        command.options.put(name, option);
                    }
                }
            }
        }
    }

    /** Ends with 2 and a message where the arguments are wrong, else with 0. */
    public static void main(String... arguments) throws IOException {
        Path grammar = Path.of(System.getProperty(GRAMMAR_PROPERTY));
        Optional<String> problem =
                new ArgumentCheck(Files.readAllLines(grammar)).problem(List.of(arguments));
        problem.ifPresent(text -> System.err.println("freshet: " + text));
        System.exit(problem.isPresent() ? WRONG_USE : 0);
    }

    /**
     * What is wrong with a command line, in a sentence; empty where it can be run.
     *
     * @param arguments the words after {@code ./freshet}
     */
    public Optional<String> problem(List<String> arguments) {
        String path = "";
        int next = 0;
        if (!arguments.isEmpty() && arguments.get(0).equals("help")) {
            next = 1;
        }
        while (next < arguments.size() && commands.containsKey(join(path, arguments.get(next)))) {
            path = join(path, arguments.get(next++));
        }
        List<String> rest = arguments.subList(next, arguments.size());
        Set<String> below = below(path);
        if (!below.isEmpty() && (rest.isEmpty() || !rest.get(0).startsWith("-"))) {
            return Optional.of(
                    rest.isEmpty()
                            ? unfinished(path, below)
                            : unknownWord(path, rest.get(0), below));
        }
        return optionProblem(path, rest);
    }

    private static String unfinished(String path, Set<String> below) {
        return "%s needs one of %s."
                        .formatted(path.isEmpty() ? "it" : path, String.join(", ", below))
                + seeHelp(path);
    }

    private static String unknownWord(String path, String word, Set<String> below) {
        return "there is no command %s%s".formatted(join(path, word), didYouMean(word, below))
                + seeHelp(path);
    }

    private Optional<String> optionProblem(String path, List<String> words) {
        Command command = commands.get(path);
        Set<String> given = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("-") ? word.indexOf('=') : -1;
            Choice option = command.options.get(equals < 0 ? word : word.substring(0, equals));
            if (option == null && command.takes(word) && given.add(command.operand)) {
                continue;
            }
            if (option == null) {
                return Optional.of(unknownOption(path, word, command) + seeHelp(path));
            }
            if (!given.add(option.name())) {
                return Optional.of(
                        "%s: %s is given twice.".formatted(path, option.name()) + seeHelp(path));
            }
            if (option.isFlag()) {
                if (equals >= 0) {
                    return Optional.of(
                            "%s: %s takes no value.".formatted(path, option.name())
                                    + seeHelp(path));
                }
                continue;
            }
            boolean there =
                    equals >= 0 || (i + 1 < words.size() && !isOption(command, words.get(i + 1)));
            if (!there) {
                return Optional.of(
                        "%s: %s needs a value.".formatted(path, option.name()) + seeHelp(path));
            }
            String value = equals >= 0 ? word.substring(equals + 1) : words.get(++i);
            Optional<String> wrong = valueProblem(option, value);
            if (wrong.isPresent()) {
                return wrong.map(text -> "%s: %s.".formatted(path, text) + seeHelp(path));
            }
        }
        return missing(command, given).map(text -> "%s: %s.".formatted(path, text) + seeHelp(path));
    }

    private static boolean isOption(Command command, String word) {
        int equals = word.indexOf('=');
        return command.options.containsKey(equals < 0 ? word : word.substring(0, equals));
    }

    private static String unknownOption(String path, String word, Command command) {
        return word.startsWith("-")
                ? "%sthere is no option %s%s"
                        .formatted(
                                path.isEmpty() ? "" : path + ": ",
                                word,
                                didYouMean(word, command.options.keySet()))
                : "%s: %s is neither an option nor the value of one.".formatted(path, word);
    }

    private static Optional<String> valueProblem(Choice option, String value) {
        String[] parts = option.rest().split(" ", 2);
        return switch (option.kind()) {
            case "number", "whole" ->
                    isBetween(value, parts[0], parts[1], option.kind().equals("whole"))
                            ? Optional.empty()
                            : Optional.of(
                                    "%s must be a %snumber from %s to %s, not %s"
                                            .formatted(
                                                    option.name(),
                                                    option.kind().equals("whole") ? "whole " : "",
                                                    parts[0],
                                                    parts[1],
                                                    value));
            case "text" ->
                    value.matches(parts[0])
                            ? Optional.empty()
                            : Optional.of(
                                    "%s must be %s, not %s"
                                            .formatted(option.name(), parts[1], value));
            default -> Optional.empty();
        };
    }

    private static boolean isBetween(String value, String least, String most, boolean whole) {
        if (!value.matches(whole ? "-?[0-9]{1,19}" : "-?[0-9]{1,19}([.][0-9]{1,19})?")) {
            return false;
        }
        BigDecimal number = new BigDecimal(value);
        return number.compareTo(new BigDecimal(least)) >= 0
                && number.compareTo(new BigDecimal(most)) <= 0;
    }

    private static Optional<String> missing(Command command, Set<String> given) {
        Stream<String> needed =
                command.needed.stream()
                        .filter(name -> !given.contains(name))
                        .map(name -> name + " is needed");
        Stream<String> alternatives =
                command.alternatives.stream()
                        .filter(names -> names.stream().filter(given::contains).count() != 1)
                        .map(names -> "give either " + String.join(" or ", names));
        return Stream.concat(needed, alternatives).findFirst();
    }

    private Set<String> below(String path) {
        return commands.keySet().stream()
                .filter(name -> !name.equals(path) && name.startsWith(join(path, "")))
                .map(name -> name.substring(join(path, "").length()))
                .filter(name -> !name.contains(" "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String join(String path, String word) {
        return path.isEmpty() ? word : path + " " + word;
    }

    private static String seeHelp(String path) {
        return " See ./freshet %s--help.".formatted(path.isEmpty() ? "" : path + " ");
    }

    private static String didYouMean(String word, Set<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map("; did you mean %s?"::formatted)
                .orElse(".");
    }

    /** How many letters have to be added, taken away or changed to make one word of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                int above = row[column];
                int changed = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
                row[column] = Math.min(diagonal + changed, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
