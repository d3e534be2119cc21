package io.freshet.configuration;

import io.freshet.yaml.Location;
import io.freshet.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays environment variables over the file: {@code FRESHET_BROKER_URL} for {@code broker.url},
 * {@code FRESHET_SOURCES_0_POLL_INTERVAL} for {@code poll-interval} of the first source.
 */
final class EnvironmentOverlay {

    private static final Pattern SECTION =
            Pattern.compile("FRESHET_(BROKER|WAREHOUSE|LAKE|ALERTS|HTTP)_([A-Z0-9_]+)");
    private static final Pattern ITEM =
            Pattern.compile("FRESHET_(SOURCES|DOCUMENTS)_(\\d{1,5})_([A-Z0-9_]+)");
    private static final Pattern PIPELINE = Pattern.compile("FRESHET_PIPELINES_(\\d{1,5})");
    private static final Pattern WAY = Pattern.compile("(email|slack)-(.+)");
    private static final String SWEEPS = "sweeps";

    private EnvironmentOverlay() {}

    static Yaml.Section apply(Yaml.Section file, Map<String, String> environment) {
        LinkedHashMap<String, Yaml> top = new LinkedHashMap<>(file.entries());
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            Location location = new Location("environment variable " + variable.getKey(), 0);
            Matcher section = SECTION.matcher(variable.getKey());
            Matcher item = ITEM.matcher(variable.getKey());
            Matcher pipeline = PIPELINE.matcher(variable.getKey());
            Yaml.Text value = new Yaml.Text(location, variable.getValue());
            if (section.matches()) {
                String name = section.group(1).toLowerCase(Locale.ROOT);
                top.put(name, withSection(name, top.get(name), keyOf(section.group(2)), value));
            } else if (item.matches()) {
                String name = item.group(1).toLowerCase(Locale.ROOT);
                top.put(name, withItem(top.get(name), item, value));
            } else if (pipeline.matches()) {
                List<Yaml> items = items(top.get("pipelines"), pipeline.group(1), value);
                items.set(Integer.parseInt(pipeline.group(1)), value);
                top.put("pipelines", new Yaml.Items(location, items));
            }
        }
        return new Yaml.Section(file.location(), top);
    }

    private static Yaml withSection(String name, Yaml section, String key, Yaml.Text value) {
        Matcher way = WAY.matcher(key);
        if (!name.equals("alerts") || !way.matches()) {
            return with(section, key, value);
        }
        Yaml inner =
                section instanceof Yaml.Section alerts ? alerts.entries().get(way.group(1)) : null;
        return with(section, way.group(1), with(inner, way.group(2), value));
    }

    private static Yaml withItem(Yaml list, Matcher variable, Yaml.Text value) {
        List<Yaml> items = items(list, variable.group(2), value);
        int index = Integer.parseInt(variable.group(2));
        items.set(index, withKey(items.get(index), keyOf(variable.group(3)), value));
        return new Yaml.Items(value.location(), items);
    }

    private static Yaml withKey(Yaml item, String key, Yaml.Text value) {
        if (!key.startsWith(SWEEPS + "-")) {
            return with(item, key, value);
        }
        Yaml sweeps = item instanceof Yaml.Section section ? section.entries().get(SWEEPS) : null;
        return with(item, SWEEPS, with(sweeps, key.substring(SWEEPS.length() + 1), value));
    }

    /** The items of a list, made long enough for one of that index. */
    private static List<Yaml> items(Yaml declared, String index, Yaml.Text value) {
        List<Yaml> items =
                declared instanceof Yaml.Items list
                        ? new ArrayList<>(list.items())
                        : new ArrayList<>();
        while (items.size() <= Integer.parseInt(index)) {
            items.add(Yaml.Section.empty(value.location()));
        }
        return items;
    }

    private static Yaml with(Yaml section, String key, Yaml value) {
        LinkedHashMap<String, Yaml> entries = new LinkedHashMap<>();
        Location location = value.location();
        if (section instanceof Yaml.Section declared) {
            entries.putAll(declared.entries());
            location = declared.location();
        }
        entries.put(key, value);
        return new Yaml.Section(location, entries);
    }

    private static String keyOf(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
