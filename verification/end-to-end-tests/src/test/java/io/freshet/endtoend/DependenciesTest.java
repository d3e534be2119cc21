package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md has every library that Freshet is shipped with, and its licence. */
@Tag("slow")
class DependenciesTest {

    private static final Path LIBRARIES =
            RepositoryFiles.path("local/launcher/target/quarkus-app/lib");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([\\w.-]+) \\| ([^|]+) \\|$");
    private static final Pattern VERSION =
            Pattern.compile("-\\d+(\\.\\d+)*([.-](Final|alpha|RC\\d+))?$");
    private static final Pattern PLATFORM =
            Pattern.compile(
                    "(linux|osx|darwin|windows)[-_](x86_64|x86_32|aarch_?64|amd64|arm64v8)");

    /** One of these must be among the licences that a library may be used under. */
    private static final List<String> ADMITTED =
            List.of(
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "0BSD",
                    "CC0-1.0",
                    "EPL-2.0");

    @Test
    void hasEveryLibraryAndNoOther() throws IOException {
        assertThat(documented().keySet()).isEqualTo(shipped());
    }

    @Test
    void admitsLicencesThatGoWithOursOnly() throws IOException {
        assertThat(documented())
                .isNotEmpty()
                .allSatisfy(
                        (library, licence) ->
                                assertThat(ADMITTED)
                                        .as("%s: %s", library, licence)
                                        .anyMatch(licence::startsWith));
    }

    @Test
    void hasTheVersionsThatAreNewerThanThePlatforms() throws IOException {
        String parent = Files.readString(RepositoryFiles.path("pom.xml"));

        assertThat(versionsOf("io.netty.")).containsOnly(property(parent, "netty.version"));
        assertThat(versionsOf("io.vertx.")).containsOnly(property(parent, "vertx.version"));
        assertThat(versionsOf("org.postgresql."))
                .containsOnly(property(parent, "postgresql.version"));
    }

    private static String property(String pom, String name) {
        Matcher value = Pattern.compile("<" + name + ">(.+?)</").matcher(pom);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    /** The versions of all libraries of one origin. */
    private static Set<String> versionsOf(String origin) throws IOException {
        return jars().filter(jar -> jar.startsWith(origin))
                .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
                .map(jar -> jar.replaceFirst("^.*?-(?=\\d)", ""))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> licences = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(RepositoryFiles.path("docs/dependencies.md")));
        while (row.find()) {
            if (!row.group(1).equals("library")) {
                licences.put(row.group(1), row.group(2).strip());
            }
        }
        return licences;
    }

    private static Set<String> shipped() throws IOException {
        return jars().filter(jar -> !jar.startsWith("io.freshet."))
                .map(DependenciesTest::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> jars() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList()
                    .stream();
        }
    }

    private static String nameOf(String jar) {
        String name = VERSION.matcher(jar.substring(0, jar.length() - 4)).replaceFirst("");
        return PLATFORM.matcher(name).replaceFirst("PLATFORM");
    }
}
