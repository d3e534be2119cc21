package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.ColumnType;
import io.freshet.pipeline.Measure;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/architecture.md says under "To add …, you touch …": a kind is named in at most three
 * files, that which declares it included, and a command in at most three packages. Comments count.
 */
class OnePlaceForEachKindTest {

    private static final int PLACES = 3;
    private static final Path ROOT = RepositoryFiles.path("");

    static Stream<Class<?>> kinds() {
        return Stream.of(ColumnType.class, Aggregate.class, Measure.class, ChartShape.class)
                .flatMap(closed -> Stream.of(closed.getPermittedSubclasses()));
    }

    static List<String> commands() {
        return mainSources(file -> file.getFileName().toString().endsWith("Options.java")).stream()
                .filter(file -> textOf(file).contains("@Command("))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsNamedInFewPackages(String options) {
        Pattern named = Pattern.compile("\\b" + options + "\\b");

        assertThat(mainSources(file -> named.matcher(textOf(file)).find()))
                .extracting(Path::getParent)
                .satisfies(
                        packages ->
                                assertThat(Set.copyOf(packages)).hasSizeLessThanOrEqualTo(PLACES));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isNamedInFewPlaces(Class<?> kind) {
        String name =
                kind.isMemberClass()
                        ? kind.getDeclaringClass().getSimpleName() + "." + kind.getSimpleName()
                        : kind.getSimpleName();
        Pattern named = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        String declaring =
                (kind.isMemberClass() ? kind.getDeclaringClass() : kind).getSimpleName() + ".java";

        assertThat(
                        mainSources(
                                file ->
                                        file.endsWith(declaring)
                                                || named.matcher(textOf(file)).find()))
                .extracting(file -> file.getFileName().toString())
                .contains(declaring)
                .hasSizeLessThanOrEqualTo(PLACES);
    }

    private static List<Path> mainSources(Predicate<Path> which) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(OnePlaceForEachKindTest::isMainSource).filter(which).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("/src/main/java/");
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
