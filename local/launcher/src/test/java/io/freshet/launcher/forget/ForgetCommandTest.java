package io.freshet.launcher.forget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.commandline.ForgetOptions;
import io.freshet.commandline.FreshetCommands;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./freshet forget} on a warehouse that holds rows of two sources. */
class ForgetCommandTest {

    private static final String COUNT =
            "select (select count(*) from shop.orders where source_id = s.id)"
                    + " || ' rows, ' || (select count(*) from shop.by_day where source_id = s.id)"
                    + " || ' groups, ' || (select count(*) from freshet.key_range k where"
                    + " k.source_id = s.id) || ' ranges, ' || (select count(*) from"
                    + " freshet.quarantine q where q.source_id = s.id) || ' quarantined'"
                    + " from freshet.source s where name = '%s'";
    private static final String ALL = "2 rows, 1 groups, 1 ranges, 1 quarantined";

    @TempDir private Path folder;
    private final TestDatabase warehouse = TestServers.postgres().createDatabase("forget");
    private FreshetFile configuration;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void fill() {
        WarehouseRights rights = WarehouseRights.of(warehouse);
        configuration = new FreshetFile().warehouse(warehouse);
        WarehouseMigration.run(rights.owner());
        rights.execute(
                "create schema shop",
                "create table shop.orders (source_id int, row_key bigint)",
                "create table shop.by_day (source_id int, rows bigint)",
                "insert into freshet.catalogue (pipeline, object, kind, definition) values"
                        + " ('shop', 'orders', 'rows', ''), ('shop', 'by_day', 'summary', ''),"
                        + " ('shop', 'dropped', 'rows', '')",
                "insert into freshet.source (name, pipeline, declared) values"
                        + " ('arg', 'shop', true), ('alb', 'shop', false)",
                "insert into freshet.applied (source_id) select id from freshet.source",
                "insert into shop.orders select id, key from freshet.source, generate_series(1, 2) key",
                "insert into shop.by_day select id, 2 from freshet.source",
                "insert into freshet.key_range select id, 'orders', 0, 2, 7, 1 from freshet.source",
                "insert into freshet.quarantine select id, 'orders', 1, 'price', 'x', 'number'"
                        + " from freshet.source");
    }

    @AfterEach
    void drop() {
        warehouse.close();
    }

    private int forget(String name) throws Exception {
        Path file = folder.resolve("freshet.yaml");
        configuration.writeTo(file);
        return new FreshetCommands(
                        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .on(ForgetOptions.class, new ForgetCommand(new PrintStream(out, true, UTF_8))::run)
                .execute("forget", name, "--config", file.toString());
    }

    private String held(String source) throws Exception {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT.formatted(source))) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    @Test
    void removesAllThatIsHeldOfASourceThatIsNotDeclaredAndNothingElse() throws Exception {
        assertThat(forget("alb")).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo("alb: 2 rows forgotten\n");
        assertThat(held("alb")).isEqualTo("nothing");
        assertThat(held("arg")).isEqualTo(ALL);
    }

    @Test
    void leavesASourceThatAPollerDeclares() throws Exception {
        assertThat(forget("arg")).isOne();

        assertThat(err.toString(UTF_8)).contains("arg is declared").contains("restart them");
        assertThat(held("arg")).isEqualTo(ALL);
    }

    @Test
    void leavesASourceThatTheConfigurationDeclares() throws Exception {
        Path file = folder.resolve("declares.yaml");
        configuration.source("alb", warehouse).writeTo(file);

        int status =
                new FreshetCommands(
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8))
                        .on(
                                ForgetOptions.class,
                                new ForgetCommand(new PrintStream(out, true, UTF_8))::run)
                        .execute("forget", "alb", "--config", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("declares source alb");
        assertThat(held("alb")).isEqualTo(ALL);
    }

    @Test
    void namesWhatCanBeForgottenWhereNothingIsHeld() throws Exception {
        assertThat(forget("abl")).isOne();

        assertThat(err.toString(UTF_8))
                .contains("nothing is held of a source abl; no longer declared: alb");
    }

    @Test
    void saysThatTheWarehouseIsAway() throws Exception {
        warehouse.close();

        assertThat(forget("alb")).isOne();

        assertThat(err.toString(UTF_8)).contains("warehouse postgresql://", "nothing was removed");
    }
}
