package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/limits.md has a section for each class of limits, with every bound, its value and no others.
 */
class LimitsPageTest {

    private static final Path ROOT = RepositoryFiles.path("");
    private static final List<String> PRODUCT =
            List.of(
                    "poller-service",
                    "aggregator-service",
                    "lake-service",
                    "chart-api",
                    "shared",
                    "local");
    private static final Path JAVA = Path.of("src", "main", "java");
    private static final Pattern SECTION = Pattern.compile("^## .*`(\\w+Limits)`");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (\\S+) \\| ([^|]*\\S) \\| [^|]*\\S \\|$");

    /** Units of time, the longest first. */
    private static final Map<String, Duration> UNITS = units();

    @Test
    void hasEveryBoundWithItsValue() throws Exception {
        List<Class<?>> classes = classes();
        assertThat(classes).isNotEmpty();

        for (Class<?> limits : classes) {
            assertThat(documented(limits.getSimpleName()))
                    .as("docs/limits.md, section of %s", limits.getSimpleName())
                    .isNotEmpty()
                    .isEqualTo(bounds(limits));
        }
    }

    private static Map<String, String> bounds(Class<?> limits) throws IllegalAccessException {
        Map<String, String> bounds = new TreeMap<>();
        for (Field field : limits.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                bounds.put(field.getName(), text(field.get(null)));
            }
        }
        return bounds;
    }

    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        List<Path> files = PRODUCT.stream().flatMap(module -> limitsOf(module).stream()).toList();
        Class<?>[] classes = new Class<?>[files.size()];
        for (int index = 0; index < classes.length; index++) {
            classes[index] = Class.forName(className(files.get(index)));
        }
        return Arrays.asList(classes);
    }

    private static List<Path> limitsOf(String module) {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module))) {
            return all.filter(file -> file.toString().endsWith("Limits.java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        String path = file.toString().replace('\\', '/');
        String java = JAVA.toString().replace('\\', '/') + "/";
        return path.substring(path.indexOf(java) + java.length())
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
    }

    private static Map<String, String> documented(String limits) throws IOException {
        Map<String, String> documented = new TreeMap<>();
        String section = "";
        for (String line : Files.readAllLines(ROOT.resolve("docs/limits.md"))) {
            Matcher heading = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.find()) {
                section = heading.group(1);
            } else if (section.equals(limits) && row.matches()) {
                boolean time = UNITS.containsKey(row.group(3));
                documented.put(
                        row.group(1), time ? row.group(2) + " " + row.group(3) : row.group(2));
            }
        }
        return documented;
    }

    /** In the longest unit of which it is a whole number. */
    private static String text(Duration duration) {
        return UNITS.entrySet().stream()
                .filter(unit -> duration.toNanos() % unit.getValue().toNanos() == 0)
                .map(unit -> "%,d %s".formatted(duration.dividedBy(unit.getValue()), unit.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("h", Duration.ofHours(1));
        units.put("min", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        units.put("ms", Duration.ofMillis(1));
        units.put("µs", Duration.ofNanos(1_000));
        return units;
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return text(duration);
        }
        return value instanceof Double number
                ? number.toString()
                : String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }
}
