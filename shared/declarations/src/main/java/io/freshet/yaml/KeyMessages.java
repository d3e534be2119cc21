package io.freshet.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is told of a key that is not as its schema has it. */
final class KeyMessages {

    private KeyMessages() {}

    /** Of a value that is none of those that may stand there. */
    static String notAllowed(KeyForm form, String value) {
        return "must be %s, not %s%s"
                .formatted(form.allowed(), value, NearestWord.hint(value, form.words()));
    }

    /** Of a value in which a blank or nothing at all may be what is wrong. */
    static String notReadable(KeyForm form, String value) {
        return "must be %s, not \"%s\"".formatted(form.allowed(), value);
    }

    /**
     * Of a key that nobody took.
     *
     * @param names those beside the schema's that were taken
     */
    static String untaken(DeclaredSection schema, Collection<String> names, String key) {
        return schema.key(key)
                .map(KeyMessages::superfluous)
                .orElseGet(() -> unknown(schema, names, key));
    }

    private static String superfluous(DeclaredKey key) {
        return key.onlyFor().isEmpty()
                ? "does not go together with the other keys of this section; leave it out"
                : "is for %s; leave it out".formatted(key.onlyFor().replace("`", ""));
    }

    private static String unknown(DeclaredSection schema, Collection<String> names, String key) {
        List<String> known = new ArrayList<>();
        schema.keys().forEach(one -> known.add(one.name()));
        known.addAll(names);
        String hint = NearestWord.hint(key, known);
        return "unknown key%s known here: %s"
                .formatted(hint.isEmpty() ? ";" : hint, String.join(", ", known));
    }
}
