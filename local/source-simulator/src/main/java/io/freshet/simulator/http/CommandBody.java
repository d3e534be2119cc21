package io.freshet.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.runtime.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The JSON object that a command comes with; every error names the member at fault, where an error
 * of binding to a Java type names that type.
 */
final class CommandBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode members;

    private CommandBody(JsonNode members) {
        this.members = members;
    }

    /**
     * @param allowed names of the members that it may have
     * @throws ProblemException when it is no JSON object or has others
     */
    static CommandBody parse(String body, Set<String> allowed) {
        JsonNode members;
        try {
            members = JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            throw SimulatorProblems.badRequest(
                    "body", "The body is not JSON: " + e.getOriginalMessage());
        }
        if (!members.isObject()) {
            throw SimulatorProblems.badRequest(
                    "body", "The body must be a JSON object with " + String.join(", ", allowed));
        }
        for (Iterator<String> names = members.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw SimulatorProblems.badRequest(
                        name,
                        "\"%s\" is not known here; known: %s"
                                .formatted(name, String.join(", ", allowed)));
            }
        }
        return new CommandBody(members);
    }

    double number(String name) {
        return optionalNumber(name)
                .orElseThrow(
                        () -> SimulatorProblems.badRequest(name, name + " is missing: a number"));
    }

    OptionalDouble optionalNumber(String name) {
        JsonNode value = members.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw SimulatorProblems.badRequest(
                    name, "%s must be a number, not %s".formatted(name, value));
        }
        return OptionalDouble.of(value.doubleValue());
    }

    long wholeNumber(String name) {
        double value = number(name);
        if (value != Math.rint(value)) {
            throw SimulatorProblems.badRequest(
                    name, "%s must be a whole number, not %s".formatted(name, value));
        }
        return (long) value;
    }

    /** The member's text; refused where it is missing. */
    String text(String name) {
        JsonNode value = members.get(name);
        if (value == null || !value.isTextual()) {
            throw SimulatorProblems.badRequest(name, name + " is missing: a text");
        }
        return value.textValue();
    }

    /** The member's texts; none where it is missing. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : members.path(name)) {
            texts.add(value.asText());
        }
        return texts;
    }
}
