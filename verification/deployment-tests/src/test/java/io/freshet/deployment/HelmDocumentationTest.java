package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Values that documents show, and those that values.yaml shows in comments, are taken as such. */
class HelmDocumentationTest {

    private static final String VALUES = "deploy/helm/freshet/values.yaml";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`([A-Za-z]+: \\{[^`]*})`");

    /** A key, whatever belongs to it, and what its comment shows in its place. */
    private static final Pattern COMMENTED =
            Pattern.compile(
                    "(?m)^( *)([A-Za-z]+): *(?:\\[]|\\{}|null|\"\")\n((?:\\1#(?:  | - ).*\n)+|(?:\\1# \\2: .*\n)+|(?:\\1# [A-Za-z_]+: .*\n(?:\\1#   .*\n)*)+)");

    static Stream<String> shown() throws IOException {
        String page = Files.readString(RepositoryFiles.path("deploy/README.md"));
        Map<String, Object> known = new Yaml().load(values());
        return Stream.concat(
                        BLOCK.matcher(page).results().map(block -> block.group(1)),
                        INLINE.matcher(page).results().map(span -> span.group(1)))
                .filter(yaml -> known.containsKey(yaml.substring(0, yaml.indexOf(':'))))
                .map(yaml -> yaml.replace("…", "bucket"));
    }

    private static String values() throws IOException {
        return Files.readString(RepositoryFiles.path(VALUES));
    }

    @Test
    void areSeveral() throws IOException {
        assertThat(shown()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void areRendered(String values) {
        for (String version : HelmChart.VERSIONS) {
            assertThat(HelmChart.ofKind("Deployment", HelmChart.render(values, version)))
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void areRenderedWhereTheyAreCommentsOfTheDefaults() throws IOException {
        List<String> found = COMMENTED.matcher(values()).results().map(at -> at.group(2)).toList();
        String uncommented =
                COMMENTED
                        .matcher(values())
                        .replaceAll(at -> Matcher.quoteReplacement(withoutComment(at)));

        assertThat(found)
                .contains("sources", "definitions", "settings", "accounts", "email", "slack");
        assertThat(HelmChart.ofKind("Deployment", HelmChart.render(uncommented)))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    /** Below its key, or in its place where the comment names it again. */
    private static String withoutComment(MatchResult shown) {
        String indent = shown.group(1);
        String key = indent + shown.group(2) + ":";
        String body = shown.group(3).replaceAll("(?m)^ *# ?", indent);
        return body.startsWith(key) ? body : key + "\n" + body.replaceAll("(?m)^", "  ") + "\n";
    }
}
