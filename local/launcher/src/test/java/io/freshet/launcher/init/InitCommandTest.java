package io.freshet.launcher.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.InitOptions;
import io.freshet.commandline.UsageException;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Where files go, what is refused, and whose password it is. */
class InitCommandTest {

    private static TestDatabase database;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        database = TestServers.postgres().createDatabase("init_command");
        database.reader();
        database.execute("create table t (id int primary key, kind text)");
    }

    @AfterAll
    static void end() {
        database.close();
    }

    private static void run(String url, Path folder, Map<String, String> environment) {
        new InitCommand(
                        new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                        environment,
                        question -> Optional.empty())
                .run(
                        CommandLine.populateCommand(
                                new InitOptions(),
                                "--url",
                                url,
                                "--dir",
                                folder.toString(),
                                "--name",
                                "mine"));
    }

    @Test
    void filesThatAreThereAreNotWrittenOver() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), "mine");

        assertThatThrownBy(() -> InitRun.of(database, folder, "--name", "mine"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("mine.yaml is there already")
                .hasMessageContaining("say --force");
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("freshet.yaml")).doesNotExist();

        InitRun.of(database, folder, "--name", "mine", "--force");
        assertThat(Files.readString(mine)).contains("pipeline: mine");
    }

    @Test
    void aFolderThatIsNotThereIsMade() {
        InitRun.of(database, folder.resolve("a/b"), "--name", "mine");

        assertThat(folder.resolve("a/b/freshet.yaml")).exists();
    }

    @Test
    void theUrlsPasswordWinsAndStandsInNoFileButItsOwn() throws Exception {
        String url =
                database.url()
                        .replace("://", "://" + database.reader().username() + ":of-the-url@");

        run(url, folder, Map.of("PGPASSWORD", "of-the-environment"));

        assertThat(folder.resolve(".secrets/mine")).hasContent("of-the-url");
        assertThat(Files.readString(folder.resolve("freshet.yaml")))
                .contains(database.url(), database.reader().username())
                .doesNotContain("of-the-url");
    }

    @Test
    void withoutAPasswordNoneIsKept() throws Exception {
        run(InitRun.url(database), folder, Map.of());

        assertThat(folder.resolve(".secrets")).doesNotExist();
        assertThat(Files.readString(folder.resolve("freshet.yaml")))
                .doesNotContain("password-file: .secrets");
    }

    @Test
    void aDatabaseWithoutTablesToReadLeavesNoFiles() {
        try (TestDatabase empty = TestServers.postgres().createDatabase("init_empty")) {
            assertThatThrownBy(() -> InitRun.of(empty, folder, "--name", "mine"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("has no table that can be read");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsWrongWithTheDatabaseIsSaidInOneLine() {
        assertThatThrownBy(() -> run(InitRun.url(database) + "_not", folder, Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("does not exist; check the database's name in --url")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> run("postgresql://reader@127.0.0.1:1/db", folder, Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("check host and port in --url");
        assertThatThrownBy(() -> run("postgresql://127.0.0.1:1/db", folder, Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--url names no user");
        assertThatThrownBy(() -> run("mysql://reader@127.0.0.1:1/db", folder, Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--url must look like postgresql://");
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop",
        "'Sales DB-2', sales_db_2",
        "1st, db_1st",
        "totesys, totesys_db",
        "pg_x, pg_x_db",
        "日本, db"
    })
    void theNameIsMadeOfTheDatabases(String base, String name) {
        assertThat(SourceName.of(Optional.empty(), base)).isEqualTo(name);
    }

    @Test
    void aNameOfFreshetsOwnIsRefused() {
        assertThatThrownBy(() -> SourceName.of(Optional.of("pisa"), "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--name pisa");
    }

    @Test
    void aUrlIsKeptWithoutSignInAndWithPathsThatHoldAnywhere() {
        String root = Path.of("ca.pem").toAbsolutePath().toString();

        assertThat(KeptUrl.of("postgresql://a:b%40c@h:1,i/d?sslmode=require&sslrootcert=ca.pem"))
                .isEqualTo("postgresql://h:1,i/d?sslmode=require&sslrootcert=" + root);
        assertThat(KeptUrl.of("postgres://h/d?sslrootcert=system&sslmode=verify-full"))
                .isEqualTo("postgres://h/d?sslrootcert=system&sslmode=verify-full");
    }
}
