package io.freshet.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A declared value with its place: text, a list or a section of named values. */
public sealed interface Yaml {

    /** Where the value stands. */
    Location location();

    /** All texts of it in a line, for people. */
    default String plain() {
        if (this instanceof Text text) {
            return text.value();
        }
        if (this instanceof Items list) {
            return list.items().stream().map(Yaml::plain).collect(Collectors.joining(", "));
        }
        return ((Section) this)
                .entries().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue().plain())
                        .collect(Collectors.joining(", "));
    }

    /** A scalar, always as text; empty for YAML's null. */
    record Text(Location location, String value) implements Yaml {}

    /** A sequence. */
    record Items(Location location, List<Yaml> items) implements Yaml {}

    /** A mapping in the order in which it was written. */
    record Section(Location location, LinkedHashMap<String, Yaml> entries) implements Yaml {

        /** A section without entries, as where a file is empty or absent. */
        public static Section empty(Location location) {
            return new Section(location, new LinkedHashMap<>(Map.of()));
        }

        /** A value that must be a section; nothing at all is an empty one. */
        static Section of(String key, Yaml value) {
            if (value instanceof Section section) {
                return section;
            }
            if (value instanceof Text text && text.value().isBlank()) {
                return empty(value.location());
            }
            throw new DeclarationException(
                    value.location(), key, "must be a section with keys of its own");
        }

        /**
         * The same; a plain text stands for a section that says only this.
         *
         * @param shorthand the key that such a text is the value of; empty where there must be a
         *     section
         */
        static Section of(String key, String shorthand, Yaml value) {
            return !shorthand.isEmpty() && value instanceof Text text && !text.value().isBlank()
                    ? new Section(value.location(), new LinkedHashMap<>(Map.of(shorthand, value)))
                    : of(key, value);
        }
    }
}
