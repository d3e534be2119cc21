package io.freshet.configuration;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import io.freshet.yaml.Location;
import io.freshet.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays environment variables over the file: {@code FRESHET_BROKER_URL} for {@code broker.url},
 * {@code FRESHET_SOURCES_0_POLL_INTERVAL} for {@code poll-interval} of the first source. Variables
 * whose names lead into no section are those of somebody else.
 */
final class EnvironmentOverlay {

    private static final String PREFIX = "FRESHET_";
    private static final Pattern ITEM = Pattern.compile("(\\d{1,5})(?:_(.+))?");

    private final Yaml.Text value;

    private EnvironmentOverlay(Yaml.Text value) {
        this.value = value;
    }

    static Yaml.Section apply(Yaml.Section file, Map<String, String> environment) {
        Yaml.Section all = file;
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                Location place = new Location("environment variable " + variable.getKey(), 0);
                all =
                        new EnvironmentOverlay(new Yaml.Text(place, variable.getValue()))
                                .inSection(
                                        ConfigurationKeys.ALL,
                                        all,
                                        variable.getKey().substring(PREFIX.length()))
                                .orElse(all);
            }
        }
        return all;
    }

    /** A section with the variable, whose name goes on like this, where it leads further in. */
    private Optional<Yaml.Section> inSection(
            DeclaredSection schema, Yaml declared, String variable) {
        for (DeclaredKey key : schema.keys()) {
            String before = key.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
            if (variable.startsWith(before)) {
                Optional<Yaml> inner =
                        in(
                                key.form(),
                                entry(declared, key.name()),
                                variable.substring(before.length()));
                if (inner.isPresent()) {
                    return Optional.of(with(declared, key.name(), inner.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Yaml> in(KeyForm form, Yaml declared, String variable) {
        if (form instanceof KeyForm.Section section) {
            Optional<Yaml.Section> further = inSection(section.keys(), declared, variable);
            return Optional.of(
                    further.orElseGet(
                            () ->
                                    with(
                                            declared,
                                            variable.toLowerCase(Locale.ROOT).replace('_', '-'),
                                            value)));
        }
        Matcher item = ITEM.matcher(variable);
        return form instanceof KeyForm.Items list && item.matches()
                ? inItem(list, declared, Integer.parseInt(item.group(1)), item.group(2))
                : Optional.empty();
    }

    private Optional<Yaml> inItem(KeyForm.Items list, Yaml declared, int index, String variable) {
        boolean inSection = list.each() instanceof KeyForm.Section;
        if (inSection == (variable == null)) {
            return Optional.empty();
        }
        List<Yaml> items =
                declared instanceof Yaml.Items before
                        ? new ArrayList<>(before.items())
                        : new ArrayList<>();
        while (items.size() <= index) {
            items.add(Yaml.Section.empty(value.location()));
        }
        Optional<Yaml> item =
                inSection ? in(list.each(), items.get(index), variable) : Optional.of(value);
        return item.map(
                changed -> {
                    items.set(index, changed);
                    return new Yaml.Items(value.location(), items);
                });
    }

    private static Yaml entry(Yaml section, String key) {
        return section instanceof Yaml.Section declared ? declared.entries().get(key) : null;
    }

    private Yaml.Section with(Yaml section, String key, Yaml entry) {
        LinkedHashMap<String, Yaml> entries = new LinkedHashMap<>();
        Location location = value.location();
        if (section instanceof Yaml.Section declared) {
            entries.putAll(declared.entries());
            location = declared.location();
        }
        entries.put(key, entry);
        return new Yaml.Section(location, entries);
    }
}
