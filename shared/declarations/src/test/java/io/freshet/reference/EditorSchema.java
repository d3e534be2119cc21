package io.freshet.reference;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON Schema by which editors complete and check a file. */
final class EditorSchema {

    private static final List<String> PLAIN = List.of("string", "number", "boolean");
    private static final String VARIABLE = ".*\\$\\{.*\\}.*";
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

    // Not every language in which schemas are read knows names of groups.
    private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<[a-z]+>");

    private final boolean variables;

    /**
     * @param variables whether any value may be a variable of the environment
     */
    EditorSchema(boolean variables) {
        this.variables = variables;
    }

    /** The whole file's. */
    Map<String, Object> of(String title, String page, DeclaredSection keys) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.put(
                "description", "The keys of docs/" + page + ", which are made of the same source.");
        schema.putAll(section(keys));
        return schema;
    }

    private Map<String, Object> section(DeclaredSection section) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties(section));
        List<String> needed =
                section.keys().stream().filter(DeclaredKey::needed).map(DeclaredKey::name).toList();
        if (!needed.isEmpty()) {
            schema.put("required", needed);
        }
        schema.put("additionalProperties", section.open() ? Map.of("type", PLAIN) : (Object) false);
        if (!section.kinds().isEmpty()) {
            schema.put("allOf", section.kinds().stream().map(kind -> kind(section, kind)).toList());
        }
        return schema;
    }

    private Map<String, Object> properties(DeclaredSection section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        section.keys().forEach(key -> properties.put(key.name(), key(key)));
        return properties;
    }

    /** What holds beside all else where a section is of a kind. */
    private Map<String, Object> kind(DeclaredSection all, DeclaredSection.Kind kind) {
        List<Object> marks = new ArrayList<>();
        kind.marks().forEach(mark -> marks.add(Map.of("required", List.of(mark))));
        Map<String, Object> only = new LinkedHashMap<>();
        only.put(
                "propertyNames",
                Map.of("enum", kind.keys().keys().stream().map(DeclaredKey::name).toList()));
        Map<String, Object> other = new LinkedHashMap<>();
        kind.keys().keys().stream()
                .filter(key -> !all.keys().contains(key))
                .forEach(key -> other.put(key.name(), key(key)));
        if (!other.isEmpty()) {
            only.put("properties", other);
        }
        return ordered("if", Map.of("anyOf", marks), "then", only);
    }

    private Map<String, Object> key(DeclaredKey key) {
        Map<String, Object> schema = new LinkedHashMap<>(form(key.form()));
        String told =
                key.otherwise().isPresent() || key.needed() || key.told().isEmpty()
                        ? ""
                        : " (by default: " + key.told() + ")";
        schema.put("description", plain(ReferenceTable.meaning(key) + told));
        key.otherwise().ifPresent(text -> schema.put("default", literal(key.form(), text)));
        return schema;
    }

    private Map<String, Object> form(KeyForm form) {
        if (form instanceof KeyForm.Text text) {
            return text.pattern().map(this::matching).orElse(Map.of("type", PLAIN));
        }
        if (form instanceof KeyForm.Words words) {
            return words(words);
        }
        if (form instanceof KeyForm.Whole whole) {
            return orText(
                    ordered("type", "integer", "minimum", whole.least(), "maximum", whole.most()));
        }
        if (form instanceof KeyForm.Decimal number) {
            return orText(
                    ordered("type", "number", "minimum", number.least(), "maximum", number.most()));
        }
        if (form instanceof KeyForm.Flag) {
            return orText(Map.of("type", "boolean"));
        }
        if (form instanceof KeyForm.Span) {
            return matching(Pattern.compile("\\d{1,9}\\s*(ms|s|m|h|d)"));
        }
        if (form instanceof KeyForm.Items items) {
            return ordered("type", "array", "items", form(items.each()));
        }
        if (form instanceof KeyForm.Names names) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            names.names().pattern().ifPresent(p -> schema.put("propertyNames", matching(p)));
            schema.put("additionalProperties", form(names.each()));
            return schema;
        }
        if (form instanceof KeyForm.Section section) {
            return named(section);
        }
        if (form instanceof KeyForm.OneOf several) {
            return Map.of("anyOf", several.forms().stream().map(this::form).toList());
        }
        return Map.of("type", List.of("object", "array"));
    }

    /** A section, or the text that stands for it, or nothing where nothing in it is needed. */
    private Map<String, Object> named(KeyForm.Section section) {
        Map<String, Object> keys = section(section.keys());
        Optional<DeclaredKey> shorthand = section.keys().key(section.shorthand());
        if (shorthand.isPresent()) {
            return Map.of("anyOf", List.of(form(shorthand.get().form()), keys));
        }
        if (section.keys().keys().stream().noneMatch(DeclaredKey::needed)) {
            keys.put("type", List.of("object", "null"));
        }
        return keys;
    }

    private Map<String, Object> words(KeyForm.Words words) {
        List<Object> forms = new ArrayList<>();
        forms.add(Map.of("enum", words.words()));
        words.others().ifPresent(pattern -> forms.add(matching(pattern)));
        if (variables) {
            forms.add(matching(Pattern.compile(VARIABLE)));
        }
        return forms.size() == 1 ? Map.of("enum", words.words()) : Map.of("anyOf", forms);
    }

    private Map<String, Object> orText(Map<String, Object> schema) {
        return variables
                ? Map.of(
                        "anyOf",
                        List.of(schema, ordered("type", "string", "pattern", "^" + VARIABLE + "$")))
                : schema;
    }

    private Map<String, Object> matching(Pattern pattern) {
        String bare = GROUP_NAME.matcher(pattern.pattern()).replaceAll("(");
        String either = variables ? bare + "|" + VARIABLE : bare;
        return ordered("type", "string", "pattern", "^(" + either + ")$");
    }

    private static Object literal(KeyForm form, String text) {
        if (form instanceof KeyForm.Whole || form instanceof KeyForm.Decimal) {
            return Integer.valueOf(text);
        }
        return form instanceof KeyForm.Flag ? Boolean.valueOf(text) : (Object) text;
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll("$1");
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
