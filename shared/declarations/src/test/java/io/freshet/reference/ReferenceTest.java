package io.freshet.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ConfigurationKeys;
import io.freshet.pipeline.DefinitionKeys;
import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference pages and the JSON Schemas for editors are made of the keys by which the readers
 * go. {@code mvn -pl shared/declarations test -Dtest=ReferenceTest -Dfreshet.write-answers=true}
 * writes them.
 */
class ReferenceTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final String BEGIN =
            "<!-- made of the keys that the reader knows; ReferenceTest writes it -->\n";
    private static final Pattern TABLE =
            Pattern.compile(BEGIN + "(.*?)\n<!-- end -->", Pattern.DOTALL);

    static Stream<String> files() {
        return made().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isMadeOfTheKeysThatTheReaderKnows(String name) throws IOException {
        Path file = DOCS.resolve(name);
        String kept = Files.readString(file);
        String made = made().get(name);
        String whole = name.endsWith(".md") ? withTable(name, kept, made) : made;
        if (Boolean.getBoolean("freshet.write-answers")) {
            Files.writeString(file, whole);
        }

        assertThat(Files.readString(file))
                .as(
                        "docs/%s is not what the keys make; write it anew by: mvn -pl shared/declarations -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dfreshet.write-answers=true",
                        name)
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeySaysWhatItMeans(String path, DeclaredKey key) {
        assertThat(key.meaning()).as(path).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void everyTypeOfAColumnStandsOnThePage() throws IOException {
        String page = Files.readString(DOCS.resolve("pipelines.md"));
        List<String> types =
                keys("", DefinitionKeys.ALL)
                        .filter(key -> key[0].equals("tables.columns.type"))
                        .flatMap(key -> ((DeclaredKey) key[1]).form().words().stream())
                        .toList();

        assertThat(types)
                .contains("code", "jsonb", "int8")
                .allSatisfy(type -> assertThat(page).contains("`" + type + "`"));
    }

    static Stream<Object[]> keys() {
        return Stream.concat(keys("", ConfigurationKeys.ALL), keys("", DefinitionKeys.ALL));
    }

    private static Stream<Object[]> keys(String path, DeclaredSection section) {
        return section.keys().stream()
                .flatMap(
                        key -> {
                            String place = path + key.name();
                            return Stream.concat(
                                    Stream.<Object[]>of(new Object[] {place, key}),
                                    key.form().section().stream()
                                            .flatMap(inner -> keys(place + ".", inner)));
                        });
    }

    private static Map<String, String> made() {
        Map<String, String> made = new TreeMap<>();
        made.put("configuration.md", ReferenceTable.of(ConfigurationKeys.ALL));
        made.put("pipelines.md", ReferenceTable.of(DefinitionKeys.ALL));
        made.put(
                "schema/freshet.schema.json",
                JsonText.of(
                        new EditorSchema(true)
                                .of(
                                        "Configuration of Freshet",
                                        "configuration.md",
                                        ConfigurationKeys.ALL)));
        made.put(
                "schema/pipeline.schema.json",
                JsonText.of(
                        new EditorSchema(false)
                                .of(
                                        "Pipeline definition of Freshet",
                                        "pipelines.md",
                                        DefinitionKeys.ALL)));
        return made;
    }

    private static String withTable(String name, String page, String table) {
        Matcher place = TABLE.matcher(page);
        assertThat(place.find()).as("%s has a place for the table", name).isTrue();
        return page.substring(0, place.start(1)) + table + page.substring(place.end(1));
    }
}
