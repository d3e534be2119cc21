package io.freshet.yaml;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML file into {@link Yaml} values, expanding <code>${NAME}</code> in every scalar. */
public final class YamlReader {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)(?::([^}]*))?}");

    private static final Pattern NAMES_A_VALUE = Pattern.compile("alias|anchor|tag");

    private final String origin;
    private final UnaryOperator<String> variables;
    private final DeclarationProblems problems;

    /**
     * @param origin how errors name the file
     * @param variables gives an environment variable's value, or null where it is not set
     * @param problems gathers what is wrong with single values and keys
     */
    public YamlReader(
            String origin, UnaryOperator<String> variables, DeclarationProblems problems) {
        this.problems = problems;
        this.origin = origin;
        this.variables = variables;
    }

    /**
     * Reads a whole file whose top level is a mapping.
     *
     * @throws DeclarationException where it is no such YAML or a variable is not set
     */
    public Yaml.Section read(Reader file) {
        Node root;
        try {
            root =
                    new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()))
                            .compose(file);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 0 : e.getProblemMark().getColumn() + 1;
            throw new DeclarationException(
                    new Location(origin, line, column),
                    "not readable as YAML: " + withoutValue(e.getProblem()));
        } catch (YAMLException e) {
            throw new DeclarationException(
                    new Location(origin, 0), "not readable as YAML: " + e.getMessage());
        }
        if (root == null) {
            return Yaml.Section.empty(new Location(origin, 1));
        }
        if (convert(root) instanceof Yaml.Section section) {
            return section;
        }
        throw new DeclarationException(
                locationOf(root), "file", "must be a mapping of keys to values at its top level");
    }

    /** A password that is not quoted may be what the parser names; the cause is left out too. */
    private static String withoutValue(String problem) {
        return problem != null && NAMES_A_VALUE.matcher(problem).find()
                ? "a value begins with *, & or !, which means something in YAML; quote it"
                : problem;
    }

    private Yaml convert(Node node) {
        Location location = locationOf(node);
        refuseSign(node, location);
        if (node instanceof ScalarNode scalar) {
            return new Yaml.Text(
                    location,
                    Tag.NULL.equals(scalar.getTag()) ? "" : expand(scalar.getValue(), location));
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item)));
            return new Yaml.Items(location, List.copyOf(items));
        }
        LinkedHashMap<String, Yaml> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new DeclarationException(
                        locationOf(tuple.getKeyNode()), "key", "must be plain text");
            }
            if (entries.put(key.getValue(), convert(tuple.getValueNode())) != null) {
                problems.add(
                        new DeclarationException(
                                locationOf(key),
                                key.getValue(),
                                "is given twice; keep one of them"));
            }
        }
        return new Yaml.Section(location, entries);
    }

    /** An anchor without a value, or a tag of the user's own, is most likely meant as text. */
    private void refuseSign(Node node, Location location) {
        boolean anchorOnly =
                node.getAnchor() != null
                        && node instanceof ScalarNode scalar
                        && scalar.getValue().isEmpty();
        if (anchorOnly || node.getTag().getValue().startsWith("!")) {
            problems.add(
                    new DeclarationException(
                            location,
                            "value",
                            "begins with & or !, which means something in YAML; quote it"));
        }
    }

    private String expand(String text, Location location) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String value = variables.apply(matcher.group(1));
            if (value == null) {
                value = matcher.group(2);
            }
            if (value == null) {
                problems.add(
                        new DeclarationException(
                                location,
                                matcher.group(),
                                "the environment variable %s is not set; set it, or write ${%s:default}"
                                        .formatted(matcher.group(1), matcher.group(1))));
                value = matcher.group();
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(expanded).toString();
    }

    private Location locationOf(Node node) {
        return new Location(
                origin, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }
}
