package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services of the version before go on while the new aggregator migrates the warehouse: so
 * migrations add, and take nothing away that was there.
 */
class UpgradeTest {

    private static final Pattern TAKES_AWAY =
            Pattern.compile(
                    "\\b(drop\\s+(table|column|schema|view)|rename\\s+(to|column)|alter\\s+column|truncate)\\b",
                    Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared/warehouse-schema/src/main/resources/io/freshet/warehouse/migrations",
                "forage-dashboard/src/main/resources/io/freshet/forage/migrations"
            })
    void leavesWhatTheVersionBeforeNeeds(String folder) throws IOException {
        List<Path> migrations;
        try (Stream<Path> files = Files.list(RepositoryFiles.path(folder))) {
            migrations = files.filter(file -> file.toString().endsWith(".sql")).toList();
        }

        assertThat(migrations).isNotEmpty();
        for (Path migration : migrations) {
            assertThat(Files.readString(migration))
                    .as(migration.toString())
                    .doesNotContainPattern(TAKES_AWAY);
        }
    }
}
