package io.freshet.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mapping in YAML or JSON.
 *
 * @param values by key
 */
record YamlObject(Map<String, Object> values) {

    /**
     * @throws ClassCastException where it is none
     */
    @SuppressWarnings("unchecked") // keys are text in all files here
    static YamlObject of(Object value) {
        return new YamlObject((Map<String, Object>) value);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of a key at the end of a path, or null. */
    Object at(String... path) {
        Object value = values;
        for (String key : path) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(key);
        }
        return value;
    }

    /** The mapping at the end of a path, which must be there. */
    YamlObject object(String... path) {
        Object value = at(path);
        if (value == null) {
            throw new AssertionError(String.join(".", path) + " is missing in " + values);
        }
        return of(value);
    }

    /** A value as text, which must be there. */
    String text(String... path) {
        Object value = at(path);
        if (value == null) {
            throw new AssertionError(String.join(".", path) + " is missing in " + values);
        }
        return value.toString();
    }

    /** The mappings in a list; none where there is no list. */
    List<YamlObject> list(String... path) {
        List<YamlObject> items = new ArrayList<>();
        if (at(path) instanceof List<?> list) {
            list.forEach(item -> items.add(of(item)));
        }
        return items;
    }
}
