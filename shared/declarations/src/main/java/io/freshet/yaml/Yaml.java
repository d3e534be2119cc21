package io.freshet.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A declared value with its place: text, a list or a section of named values. */
public sealed interface Yaml {

    /** Where the value stands. */
    Location location();

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
    }
}
