package io.freshet.launcher.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.launcher.check.CheckRun;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of different taste. */
class InitSchemasTest {

    @TempDir Path folder;

    private static final TestDatabase warehouse =
            TestServers.postgres().createDatabase("init_warehouse");

    @AfterAll
    static void end() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions", "ledgers", "sensors", "oddities"})
    void isProposed(String schema) {
        try (TestDatabase database = TestServers.postgres().createDatabase("init_" + schema)) {
            InitRun.make(database, schema);
            System.out.println(InitRun.of(database, folder, "--name", schema));
            System.out.println(InitRun.text(folder.resolve(schema + ".yaml")));
            System.out.println(InitRun.text(folder.resolve("freshet.yaml")));
            String check = CheckRun.of(folder.resolve("freshet.yaml"), warehouse);
            System.out.println(check);
            assertThat(check).startsWith("status 0");
        }
    }
}
