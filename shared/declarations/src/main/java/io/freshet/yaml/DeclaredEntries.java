package io.freshet.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in one section, of which keys are taken, beside what may stand there. */
final class DeclaredEntries {

    private final String path;
    private final DeclaredSection anyKind;
    private final DeclaredSection schema;
    private final Location location;
    private final Map<String, Yaml> declared;
    private final Map<String, Yaml> entries;
    private final Set<String> names = new LinkedHashSet<>();

    DeclaredEntries(String path, DeclaredSection schema, Yaml.Section section) {
        this.path = path;
        this.anyKind = schema;
        this.schema = schema.kindOf(section.entries().keySet());
        this.location = section.location();
        this.declared = section.entries();
        this.entries = new LinkedHashMap<>(declared);
    }

    /** What stands under a key, which stays; null for nothing. */
    Yaml get(String key) {
        require(anyKind, key);
        return entries.get(key);
    }

    /** What stands under a key, which is gone then; null for nothing. */
    Yaml take(String key) {
        formOf(key);
        return entries.remove(key);
    }

    /** The keys that nobody took yet, in the order written. */
    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** Where the section stands. */
    Location location() {
        return location;
    }

    /** What may stand under a key, which the schema must have: whoever reads it knows it. */
    KeyForm formOf(String key) {
        require(schema, key);
        Optional<DeclaredKey> known = schema.key(key);
        if (known.isEmpty()) {
            names.add(key);
        }
        return known.map(DeclaredKey::form).orElse(KeyForm.Text.ANY);
    }

    private void require(DeclaredSection keys, String key) {
        if (keys.key(key).isEmpty() && !keys.open()) {
            throw new IllegalStateException("the schema of %s has no key %s".formatted(path, key));
        }
    }

    /** What counts where a key is not there, as it would be written. */
    Optional<String> byDefault(String key) {
        return schema.key(key).flatMap(DeclaredKey::otherwise);
    }

    /** Tells of every key that nobody took. */
    void end(DeclarationProblems problems) {
        entries.forEach(
                (key, value) ->
                        problems.add(
                                invalid(
                                        value.location(),
                                        key,
                                        KeyMessages.untaken(schema, names, key))));
    }

    /** Tells of keys that can be nobody's, where reading came to no end. */
    void tellUnknown(DeclarationProblems problems) {
        if (!schema.open()) {
            entries.keySet().removeIf(key -> schema.key(key).isPresent());
            end(problems);
        }
    }

    DeclarationException invalid(String key, String message) {
        Yaml value = declared.get(key);
        return invalid(value == null ? location : value.location(), key, message);
    }

    DeclarationException invalid(Location place, String key, String message) {
        Optional<String> value = DeclarationProblem.shown(key, declared.get(key));
        return new DeclarationException(
                List.of(new DeclarationProblem(place, pathOf(key), value, message)));
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
