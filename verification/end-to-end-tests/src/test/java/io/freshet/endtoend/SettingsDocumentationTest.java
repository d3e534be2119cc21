package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has all settings of the services, and no others, with their defaults. */
class SettingsDocumentationTest {

    private static final List<String> SERVICES =
            List.of(
                    "shared/service-runtime",
                    "poller-service",
                    "aggregator-service",
                    "lake-service",
                    "chart-api");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(freshet\\.[a-z.-]+)` \\| `([^`]+)` \\|");
    private static final Pattern PROPERTY =
            Pattern.compile(
                    "@ConfigProperty\\(\\s*name = \"(freshet\\.[^\"]+)\",\\s*defaultValue = \"([^\"]*)\"");
    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(prefix = \"(freshet\\.[^\"]+)\"\\)");
    private static final Pattern METHOD =
            Pattern.compile(
                    "@WithDefault\\(\"([^\"]*)\"\\)\\s*(?:@WithName\\(\"([a-z-]+)\"\\)\\s*)?"
                            + "[\\w<>.]+ (\\w+)\\(\\);");

    @Test
    void hasAllSettingsWithTheirDefaults() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(RepositoryFiles.path("docs/configuration.md")));
        while (row.find()) {
            documented.put(row.group(1), row.group(2));
        }

        assertThat(documented).isEqualTo(known());
    }

    private static Map<String, String> known() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String service : SERVICES) {
            try (Stream<Path> files =
                    Files.walk(RepositoryFiles.path(service + "/src/main/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    collect(Files.readString(file), settings);
                }
            }
        }
        return settings;
    }

    private static void collect(String source, Map<String, String> settings) {
        Matcher property = PROPERTY.matcher(source);
        while (property.find()) {
            settings.put(property.group(1), property.group(2));
        }
        Matcher mapping = MAPPING.matcher(source);
        if (mapping.find()) {
            Matcher method = METHOD.matcher(source);
            while (method.find()) {
                String name =
                        method.group(2) == null ? withDashes(method.group(3)) : method.group(2);
                settings.put(mapping.group(1) + "." + name, method.group(1));
            }
        }
    }

    private static String withDashes(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
