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

/**
 * Takes known keys out of one section; {@link #end()} then reports what is left over. Every method
 * throws {@link DeclarationException} where the declaration is not as it must be and reading cannot
 * go on; what is wrong with a number, a flag, or one section of several is gathered, and told with
 * all else by {@link DeclarationProblems#complete}.
 */
public final class SectionReader {

    private final String path;
    private final DeclarationProblems problems;
    private final Location location;
    private final Map<String, Yaml> declared;
    private final Map<String, Yaml> entries;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param path how errors name the section; empty for the top level
     * @param section what was declared
     * @param problems gathers what is wrong
     */
    public SectionReader(String path, Yaml.Section section, DeclarationProblems problems) {
        this.path = path;
        this.problems = problems;
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
        problems.add(
                invalid(
                        place,
                        key,
                        "must be a whole number from %d to %d, not \"%s\""
                                .formatted(least, most, text.get())));
        return otherwise;
    }

    /** A duration such as {@code 100ms}, {@code 2s} or {@code 15m}, or the default. */
    public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
        Location place = locationOf(key);
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Optional<Duration> duration =
                DurationText.read(text.get())
                        .filter(read -> read.compareTo(least) >= 0 && read.compareTo(most) <= 0);
        if (duration.isPresent()) {
            return duration.get();
        }
        problems.add(
                invalid(
                        place,
                        key,
                        "must be a duration such as 100ms, 2s or 15m, from %d ms to %d ms, not \"%s\""
                                .formatted(least.toMillis(), most.toMillis(), text.get())));
        return otherwise;
    }

    /** True or false, or the default. */
    public boolean flag(String key, boolean otherwise) {
        Location place = locationOf(key);
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean isTrue = text.get().equals("true");
        if (!isTrue && !text.get().equals("false")) {
            problems.add(invalid(place, key, "must be true or false, not " + text.get()));
        }
        return isTrue;
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
        return Optional.of(new SectionReader(pathOf(key), Yaml.Section.of(key, value), problems));
    }

    /** A section that was declared in a place where other things may stand, too. */
    public SectionReader within(String key, Yaml.Section section) {
        return new SectionReader(pathOf(key), section, problems);
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
            Yaml.Section.of(key, value)
                    .entries()
                    .forEach(
                            (name, entry) -> {
                                String place = pathOf(key) + "." + name;
                                try {
                                    Yaml.Section section = Yaml.Section.of(place, shorthand, entry);
                                    SectionReader reader =
                                            new SectionReader(place, section, problems);
                                    results.add(reading.apply(name, reader));
                                    reader.end();
                                } catch (DeclarationException e) {
                                    problems.add(e);
                                    problems.broken(name);
                                }
                            });
        }
        return results;
    }

    /** The sections of a list, in order; empty where it is absent. */
    public <T> List<T> listedSections(String key, BiFunction<Integer, SectionReader, T> reading) {
        List<T> results = new ArrayList<>();
        int index = 0;
        for (Yaml item : items(key)) {
            String place = "%s[%d]".formatted(pathOf(key), index);
            try {
                SectionReader reader =
                        new SectionReader(place, Yaml.Section.of(place, item), problems);
                results.add(reading.apply(index, reader));
                reader.end();
            } catch (DeclarationException e) {
                problems.add(e);
            }
            index++;
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

    /** Reports every key that nobody took. */
    public void end() {
        entries.forEach(
                (key, value) ->
                        problems.add(
                                invalid(
                                        value.location(),
                                        key,
                                        "unknown key%s known here: %s"
                                                .formatted(hint(key), String.join(", ", known)))));
    }

    private String hint(String key) {
        String hint = NearestWord.hint(key, known);
        return hint.isEmpty() ? ";" : hint;
    }

    /**
     * A validation error about the value of a key, to be thrown; call it before or after taking the
     * key.
     */
    public DeclarationException invalid(String key, String message) {
        return invalid(locationOf(key), key, message);
    }

    private DeclarationException invalid(Location place, String key, String message) {
        Optional<String> value = DeclarationProblem.shown(key, declared.get(key));
        return new DeclarationException(
                List.of(new DeclarationProblem(place, pathOf(key), value, message)));
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
}
