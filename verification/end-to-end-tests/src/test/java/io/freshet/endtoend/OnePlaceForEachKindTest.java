package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.ColumnType;
import io.freshet.pipeline.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/architecture.md says under "To add …, you touch …": a kind is named in at most three
 * files, that which declares it included. Comments count.
 */
class OnePlaceForEachKindTest {

    private static final int PLACES = 3;
    private static final Path ROOT = Path.of("..", "..");

    static Stream<Class<?>> kinds() {
        return Stream.of(ColumnType.class, Aggregate.class, Measure.class, ChartShape.class)
                .flatMap(closed -> Stream.of(closed.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isNamedInFewPlaces(Class<?> kind) throws IOException {
        String name =
                kind.isMemberClass()
                        ? kind.getDeclaringClass().getSimpleName() + "." + kind.getSimpleName()
                        : kind.getSimpleName();
        Pattern named = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        String declaring =
                (kind.isMemberClass() ? kind.getDeclaringClass() : kind).getSimpleName() + ".java";
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> places =
                    files.filter(OnePlaceForEachKindTest::isMainSource)
                            .filter(
                                    file ->
                                            file.endsWith(declaring)
                                                    || named.matcher(textOf(file)).find())
                            .map(file -> file.getFileName().toString())
                            .toList();

            assertThat(places).contains(declaring).hasSizeLessThanOrEqualTo(PLACES);
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
