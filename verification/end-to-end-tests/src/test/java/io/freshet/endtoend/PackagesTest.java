package io.freshet.endtoend;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages are entered in one direction only; each service's is fixed here. */
class PackagesTest {

    /**
     * The packages of a service, from what starts it down to what knows none of the others.
     *
     * @param root the service's package
     * @param downwards its packages below that, each of which may use those after it only
     */
    private record Service(String root, List<String> downwards) {

        int levelOf(String packageName) {
            if (packageName.equals(root)) {
                return -1;
            }
            String below = packageName.substring(root.length() + 1);
            int level = downwards.indexOf(below);
            assertThat(level)
                    .as("package %s has a place among the packages of %s", packageName, root)
                    .isNotNegative();
            return level;
        }
    }

    static Stream<Service> services() {
        return Stream.of(
                new Service(
                        "io.freshet.poller",
                        List.of(
                                "assignment",
                                "tail",
                                "reconcile",
                                "status",
                                "document",
                                "source.file",
                                "source.postgres",
                                "source",
                                "schema",
                                "warehouse",
                                "table",
                                "publish",
                                "limit",
                                "time")),
                new Service(
                        "io.freshet.aggregator",
                        List.of(
                                "http",
                                "bus",
                                "alerts",
                                "apply",
                                "plan",
                                "intake",
                                "schema",
                                "star",
                                "statement",
                                "normalise",
                                "warehouse",
                                "settings")),
                new Service(
                        "io.freshet.lake",
                        List.of(
                                "service",
                                "restore",
                                "commit",
                                "manifest",
                                "parquet",
                                "journal",
                                "store",
                                "settings")),
                new Service(
                        "io.freshet.charts",
                        List.of(
                                "http",
                                "access",
                                "stream",
                                "refresh",
                                "cache",
                                "catalogue",
                                "warehouse",
                                "rendering",
                                "summary",
                                "source",
                                "request",
                                "time",
                                "settings")));
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.freshet.(**)").should().beFreeOfCycles().check(ProductClasses.ALL);
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsReadFromTopToBottom(Service service) {
        List<String> upwards =
                ProductClasses.ALL.stream()
                        .filter(type -> isOf(service, type))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> isOf(service, dependency.getTargetClass()))
                        .filter(
                                dependency ->
                                        service.levelOf(
                                                        dependency
                                                                .getTargetClass()
                                                                .getPackageName())
                                                < service.levelOf(
                                                        dependency
                                                                .getOriginClass()
                                                                .getPackageName()))
                        .map(dependency -> dependency.getDescription())
                        .distinct()
                        .toList();

        assertThat(upwards).as("uses of a package further up").isEmpty();
    }

    private static boolean isOf(Service service, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(service.root() + ".");
    }
}
