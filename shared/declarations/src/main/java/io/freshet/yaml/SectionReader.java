package io.freshet.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes known keys out of one section; {@link #end()} then reports what is left over. Every method
 * throws {@link DeclarationException} where the declaration is not as it must be.
 */
public final class SectionReader {

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private final String path;
    private final Location location;
    private final Map<String, Yaml> declared;
    private final Map<String, Yaml> entries;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param path how errors name the section; empty for the top level
     * @param section what was declared
     */
    public SectionReader(String path, Yaml.Section section) {
        this.path = path;
        this.location = section.location();
        this.declared = section.entries();
        this.entries = new LinkedHashMap<>(declared);
    }

    /** Whether the section has this key; it stays to be taken. */
    public boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /** Whether a section is declared under this key; it stays to be taken. */
    public boolean isSection(String key) {
        return entries.get(key) instanceof Yaml.Section;
    }

    /** The keys that nobody took yet, in the order written. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** Where the section stands. */
    public Location location() {
        return location;
    }

    /** Text that must be there and not blank. */
    public String text(String key) {
        return optionalText(key)
                .orElseThrow(() -> invalid(key, "is missing; add it to this section"));
    }

    /** Text that may be absent or blank. */
    public Optional<String> optionalText(String key) {
        Yaml value = take(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Yaml.Text text) {
            return text.value().isBlank() ? Optional.empty() : Optional.of(text.value().strip());
        }
        throw invalid(value.location(), key, "must be plain text");
    }

    /** Text exactly as written, blanks included. */
    public Optional<String> verbatim(String key) {
        Yaml value = take(key);
        if (value == null || value instanceof Yaml.Text) {
            return Optional.ofNullable(value).map(text -> ((Yaml.Text) text).value());
        }
        throw invalid(value.location(), key, "must be plain text");
    }

    /** A whole number within limits, or the default. */
    public int number(String key, int least, int most, int otherwise) {
        Location place = locationOf(key);
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the error below says it all
        }
        throw invalid(
                place,
                key,
                "must be a whole number from %d to %d, not \"%s\""
                        .formatted(least, most, text.get()));
    }

    /** A duration such as {@code 100ms}, {@code 2s} or {@code 15m}, or the default. */
    public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
        Location place = locationOf(key);
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (matcher.matches() && matcher.group(1).length() < 10) {
            long amount = Long.parseLong(matcher.group(1));
            Duration duration =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    };
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw invalid(
                place,
                key,
                "must be a duration such as 100ms, 2s or 15m, from %d ms to %d ms, not \"%s\""
                        .formatted(least.toMillis(), most.toMillis(), text.get()));
    }

    /** True or false, or the default. */
    public boolean flag(String key, boolean otherwise) {
        Location place = locationOf(key);
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw invalid(place, key, "must be true or false, not \"" + text.get() + "\"");
        };
    }

    /** A section that must be there. */
    public SectionReader section(String key) {
        return optionalSection(key).orElseThrow(() -> invalid(key, "is missing; add this section"));
    }

    /** A section that may be absent. */
    public Optional<SectionReader> optionalSection(String key) {
        Yaml value = take(key);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(new SectionReader(pathOf(key), asSection(key, value)));
    }

    /** The named sections within a section, in the order written; empty where it is absent. */
    public <T> List<T> namedSections(String key, BiFunction<String, SectionReader, T> reading) {
        return namedSections(key, "", reading);
    }

    /**
     * As above; a plain text in the place of a section stands for one that says only this.
     *
     * @param shorthand the key that such a text is the value of; empty where there must be a
     *     section
     */
    public <T> List<T> namedSections(
            String key, String shorthand, BiFunction<String, SectionReader, T> reading) {
        Yaml value = take(key);
        List<T> results = new ArrayList<>();
        if (value != null) {
            asSection(key, value)
                    .entries()
                    .forEach(
                            (name, entry) -> {
                                String place = pathOf(key) + "." + name;
                                SectionReader reader =
                                        new SectionReader(
                                                place, asSection(place, shorthand, entry));
                                results.add(reading.apply(name, reader));
                                reader.end();
                            });
        }
        return results;
    }

    /** The sections of a list, in order; empty where it is absent. */
    public <T> List<T> listedSections(String key, BiFunction<Integer, SectionReader, T> reading) {
        List<T> results = new ArrayList<>();
        for (Yaml item : items(key)) {
            String place = "%s[%d]".formatted(pathOf(key), results.size());
            SectionReader reader = new SectionReader(place, asSection(place, item));
            results.add(reading.apply(results.size(), reader));
            reader.end();
        }
        return results;
    }

    /** The texts of a list, or of a single text; empty where it is absent. */
    public List<String> texts(String key) {
        if (entries.get(key) instanceof Yaml.Text) {
            return verbatim(key).map(List::of).orElseThrow();
        }
        List<String> texts = new ArrayList<>();
        for (Yaml item : items(key)) {
            if (!(item instanceof Yaml.Text text)) {
                throw invalid(item.location(), key, "must be a list of plain texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** The value as it was declared, or empty. */
    public Optional<Yaml> raw(String key) {
        return Optional.ofNullable(take(key));
    }

    /** Reports the first key that nobody took. */
    public void end() {
        entries.entrySet().stream()
                .findFirst()
                .ifPresent(
                        entry -> {
                            throw invalid(
                                    entry.getValue().location(),
                                    entry.getKey(),
                                    "unknown key; known here: " + String.join(", ", known));
                        });
    }

    /**
     * A validation error about the value of a key, to be thrown; call it before or after taking the
     * key.
     */
    public DeclarationException invalid(String key, String message) {
        return invalid(locationOf(key), key, message);
    }

    private DeclarationException invalid(Location place, String key, String message) {
        return new DeclarationException(place, pathOf(key), message);
    }

    private Location locationOf(String key) {
        Yaml value = declared.get(key);
        return value == null ? location : value.location();
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Yaml take(String key) {
        known.add(key);
        return entries.remove(key);
    }

    private List<Yaml> items(String key) {
        Yaml value = take(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Yaml.Items list) {
            return list.items();
        }
        throw invalid(value.location(), key, "must be a list");
    }

    private Yaml.Section asSection(String key, String shorthand, Yaml value) {
        return !shorthand.isEmpty() && value instanceof Yaml.Text text && !text.value().isBlank()
                ? new Yaml.Section(value.location(), new LinkedHashMap<>(Map.of(shorthand, value)))
                : asSection(key, value);
    }

    private Yaml.Section asSection(String key, Yaml value) {
        if (value instanceof Yaml.Section section) {
            return section;
        }
        if (value instanceof Yaml.Text text && text.value().isBlank()) {
            return Yaml.Section.empty(value.location());
        }
        throw new DeclarationException(
                value.location(), key, "must be a section with keys of its own");
    }
}
