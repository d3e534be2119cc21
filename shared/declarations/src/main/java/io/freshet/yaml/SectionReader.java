package io.freshet.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes known keys out of one section; {@link #end()} then reports what is left over. Every method
 * throws {@link DeclarationException} where the declaration is not as it must be and reading cannot
 * go on; what is wrong with a number, a flag, or one section of several is gathered, and told with
 * all else by {@link DeclarationProblems#complete}.
 */
public final class SectionReader {

    private final DeclaredEntries entries;
    private final DeclarationProblems problems;

    /**
     * @param path how errors name the section; empty for the top level
     * @param schema the keys that it may have
     * @param section what was declared
     * @param problems gathers what is wrong
     */
    public SectionReader(
            String path,
            DeclaredSection schema,
            Yaml.Section section,
            DeclarationProblems problems) {
        this.entries = new DeclaredEntries(path, schema, section);
        this.problems = problems;
    }

    /** Whether the section has this key; it stays to be taken. */
    public boolean has(String key) {
        return entries.get(key) != null;
    }

    /** Whether a section is declared under this key; it stays to be taken. */
    public boolean isSection(String key) {
        return entries.get(key) instanceof Yaml.Section;
    }

    /** The keys that nobody took yet, in the order written. */
    public List<String> keys() {
        return entries.keys();
    }

    /** Where the section stands. */
    public Location location() {
        return entries.location();
    }

    /** Text that must be there and not blank. */
    public String text(String key) {
        return optionalText(key)
                .orElseThrow(() -> invalid(key, "is missing; add it to this section"));
    }

    /** Text that may be absent or blank; then the default, if there is one. */
    public Optional<String> optionalText(String key) {
        Optional<String> text = declaredText(key);
        if (entries.formOf(key) instanceof KeyForm.Text form) {
            text.ifPresent(
                    value -> {
                        if (!form.takes(value)) {
                            throw notAllowed(key, value);
                        }
                    });
        }
        return text.or(() -> entries.byDefault(key));
    }

    private Optional<String> declaredText(String key) {
        Yaml value = entries.take(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Yaml.Text text) {
            return text.value().isBlank() ? Optional.empty() : Optional.of(text.value().strip());
        }
        throw invalid(key, "must be plain text");
    }

    /** Text exactly as written, blanks included. */
    public Optional<String> verbatim(String key) {
        Yaml value = entries.take(key);
        if (value == null || value instanceof Yaml.Text) {
            return Optional.ofNullable(value).map(text -> ((Yaml.Text) text).value());
        }
        throw invalid(key, "must be plain text");
    }

    /** A whole number, or the default. */
    public int number(String key) {
        return optionalNumber(key).orElseThrow();
    }

    /** A whole number, or the default if there is one. */
    public OptionalInt optionalNumber(String key) {
        Optional<Integer> number = value(key, KeyForm.Whole.class, KeyForm.Whole::read);
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** A number, or the default. */
    public double decimal(String key) {
        return value(key, KeyForm.Decimal.class, KeyForm.Decimal::read).orElseThrow();
    }

    /** A duration such as {@code 100ms}, {@code 2s} or {@code 15m}, or the default. */
    public Duration duration(String key) {
        return value(key, KeyForm.Span.class, KeyForm.Span::read).orElseThrow();
    }

    /** True or false, or the default. */
    public boolean flag(String key) {
        return value(key, KeyForm.Flag.class, KeyForm.Flag::read).orElseThrow();
    }

    /** One of the words that may stand there, or the default. */
    public String word(String key) {
        String word = text(key);
        if (entries.formOf(key).words().contains(word)) {
            return word;
        }
        DeclarationException wrong = notAllowed(key, word);
        String otherwise = entries.byDefault(key).orElseThrow(() -> wrong);
        problems.add(wrong);
        return otherwise;
    }

    private <F extends KeyForm, T> Optional<T> value(
            String key, Class<F> type, BiFunction<F, String, Optional<T>> reading) {
        F form = type.cast(entries.formOf(key));
        Optional<String> text = declaredText(key);
        Optional<T> value = text.flatMap(declared -> reading.apply(form, declared));
        if (text.isPresent() && value.isEmpty()) {
            problems.add(invalid(key, KeyMessages.notReadable(form, text.get())));
        }
        return value.or(() -> entries.byDefault(key).flatMap(told -> reading.apply(form, told)));
    }

    /** A section that must be there. */
    public SectionReader section(String key) {
        return optionalSection(key).orElseThrow(() -> invalid(key, "is missing; add this section"));
    }

    /** A section that may be absent. */
    public Optional<SectionReader> optionalSection(String key) {
        Yaml value = entries.take(key);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(within(key, Yaml.Section.of(key, value)));
    }

    /**
     * What a section that may be absent says; empty, too, where it is not as it must be: that is
     * told with all else.
     */
    public <T> Optional<T> read(String key, Function<SectionReader, T> reading) {
        KeyForm form = entries.formOf(key);
        return Optional.ofNullable(entries.take(key))
                .flatMap(declared -> part(entries.pathOf(key), form, declared, reading));
    }

    /** A section that was declared in a place where other things may stand, too. */
    public SectionReader within(String key, Yaml.Section section) {
        return new SectionReader(
                entries.pathOf(key),
                entries.formOf(key).section().orElseThrow(),
                section,
                problems);
    }

    /** The named sections within a section, in the order written; empty where it is absent. */
    public <T> List<T> namedSections(String key, BiFunction<String, SectionReader, T> reading) {
        KeyForm.Names form = (KeyForm.Names) entries.formOf(key);
        Yaml value = entries.take(key);
        List<T> results = new ArrayList<>();
        if (value != null) {
            Yaml.Section.of(key, value)
                    .entries()
                    .forEach(
                            (name, entry) -> {
                                Optional<T> result =
                                        part(
                                                entries.pathOf(key) + "." + name,
                                                form,
                                                entry,
                                                reader -> {
                                                    reader.checkName(name, form.names());
                                                    return reading.apply(name, reader);
                                                });
                                if (result.isEmpty() || !form.names().takes(name)) {
                                    problems.broken(name);
                                }
                                result.ifPresent(results::add);
                            });
        }
        return results;
    }

    /** The sections of a list, in order; empty where it is absent. */
    public <T> List<T> listedSections(String key, BiFunction<Integer, SectionReader, T> reading) {
        List<T> results = new ArrayList<>();
        int index = 0;
        for (Yaml item : items(key)) {
            int number = index++;
            part(
                            "%s[%d]".formatted(entries.pathOf(key), number),
                            entries.formOf(key),
                            item,
                            reader -> reading.apply(number, reader))
                    .ifPresent(results::add);
        }
        return results;
    }

    /** One section of several; empty where it is not as it must be, which is told. */
    private <T> Optional<T> part(
            String place, KeyForm form, Yaml declared, Function<SectionReader, T> reading) {
        SectionReader reader;
        try {
            Yaml.Section section = Yaml.Section.of(place, form.shorthand(), declared);
            reader = new SectionReader(place, form.section().orElseThrow(), section, problems);
        } catch (DeclarationException e) {
            problems.add(e);
            return Optional.empty();
        }
        try {
            T result = reading.apply(reader);
            reader.end();
            return Optional.of(result);
        } catch (DeclarationException e) {
            problems.add(e);
            reader.entries.tellUnknown(problems);
            return Optional.empty();
        }
    }

    private void checkName(String name, KeyForm.Text form) {
        if (!form.takes(name)) {
            problems.add(invalid("name", KeyMessages.notAllowed(form, name)));
        }
    }

    /** The texts of a list, or of a single text; empty where it is absent. */
    public List<String> texts(String key) {
        if (entries.get(key) instanceof Yaml.Text) {
            return verbatim(key).map(List::of).orElseThrow();
        }
        List<String> texts = new ArrayList<>();
        for (Yaml item : items(key)) {
            if (!(item instanceof Yaml.Text text)) {
                throw entries.invalid(item.location(), key, "must be a list of plain texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** The value as it was declared, or empty. */
    public Optional<Yaml> raw(String key) {
        return Optional.ofNullable(entries.take(key));
    }

    /** Reports every key that nobody took. */
    public void end() {
        entries.end(problems);
    }

    /** A validation error for a value that is none of those that may stand there. */
    public DeclarationException notAllowed(String key, String value) {
        return invalid(key, KeyMessages.notAllowed(entries.formOf(key), value));
    }

    /**
     * A validation error about the value of a key, to be thrown; call it before or after taking the
     * key.
     */
    public DeclarationException invalid(String key, String message) {
        return entries.invalid(key, message);
    }

    private List<Yaml> items(String key) {
        Yaml value = entries.take(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Yaml.Items list) {
            return list.items();
        }
        throw invalid(key, "must be a list");
    }
}
