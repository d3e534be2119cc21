package io.freshet.launcher.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.grants.SourceGrants;
import io.freshet.grants.WarehouseGrants;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.files.RepositoryFiles;
import io.freshet.warehouse.WarehouseMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * With exactly the rights that are printed each service's statements run, and without any one of
 * them some do not. The statements are those that the services' sources name.
 */
class WarehouseGrantsTest {

    private static final PipelineDefinition PISA = PipelineLibrary.load(List.of()).all().get(0);
    private static final Pattern NAMED = Pattern.compile("\\b(\\w+Sql)\\.([A-Z][A-Z_]+)\\b");

    private final TestDatabase database = TestServers.postgres().createDatabase("grants");
    private final String owner = "g" + UUID.randomUUID().toString().substring(0, 8);
    private final WarehouseConfig warehouse =
            new WarehouseConfig(DatabaseUrl.parse(database.url()), owner, Secret.NONE);
    private final WarehouseGrants grants = new WarehouseGrants(warehouse, List.of(PISA));

    @BeforeEach
    void paste() throws SQLException {
        paste(grants.statements());
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl("jdbc:" + database.url() + "?options=-c%20role=" + owner);
        connections.setUser(database.username());
        connections.setPassword(database.password());
        WarehouseMigration.run(connections);
        as(owner, "create table pisa.later (source_id int, row_key bigint)");
        paste(grants.statements());
    }

    @AfterEach
    void drop() {
        for (String role : roles()) {
            database.execute("drop owned by " + role, "drop role " + role);
        }
        database.close();
    }

    private List<String> roles() {
        return List.of(
                        grants.role("poller"),
                        grants.role("charts"),
                        grants.role("lake"),
                        grants.role("forage"),
                        "reader_" + owner,
                        owner)
                .stream()
                .filter(this::exists)
                .toList();
    }

    private boolean exists(String role) {
        return answers("select 1 from pg_roles where rolname = '" + role + "'");
    }

    private boolean answers(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(sql).next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void paste(List<String> lines) {
        database.execute(
                lines.stream().filter(line -> !line.startsWith("--")).toArray(String[]::new));
    }

    @Test
    void thePollerHasWhatItsStatementsNeedAndNothingElse() throws Exception {
        Set<String> statements = statementsOf("poller-service");
        statements.add("select row_key from pisa.later");
        String poller = grants.role("poller");
        assertThat(statements).hasSizeGreaterThan(15);

        assertEachIsNeeded(poller, WarehouseGrants.pollerTables(), statements);
        assertThat(refused(poller, Set.of("delete from freshet.applied", "create schema other")))
                .hasSize(2);
        assertThat(refused(poller, Set.of("select value from freshet.quarantine"))).hasSize(1);
    }

    private void assertEachIsNeeded(String role, Map<String, String> rights, Set<String> statements)
            throws SQLException {
        assertThat(refused(role, statements)).isEmpty();
        for (Map.Entry<String, String> table : rights.entrySet()) {
            for (String right : table.getValue().split(", ", -1)) {
                String of = "%s on %s".formatted(right, table.getKey());
                database.execute("revoke %s from %s".formatted(of, role));
                assertThat(refused(role, statements)).as("without %s", of).isNotEmpty();
                database.execute("grant %s to %s".formatted(of, role));
            }
        }
    }

    @Test
    void theLakeReadsAndNotesWhatItHasArchived() throws Exception {
        Set<String> statements = statementsOf("lake-service");
        statements.add("select row_key from pisa.later");
        String lake = grants.role("lake");
        assertThat(statements).hasSizeGreaterThan(8);

        assertEachIsNeeded(lake, WarehouseGrants.lakeTables(), statements);

        assertThat(
                        refused(
                                lake,
                                Set.of(
                                        "delete from freshet.row_change",
                                        "select value from freshet.quarantine",
                                        "insert into pisa.later values (1, 1)",
                                        "create schema other")))
                .hasSize(4);
    }

    @Test
    void theChartApiReadsAndNothingElse() throws Exception {
        Set<String> statements = statementsOf("chart-api");
        statements.add("select row_key from pisa.later");
        String charts = grants.role("charts");

        assertThat(refused(charts, statements)).isEmpty();
        assertThat(
                        refused(
                                charts,
                                Set.of(
                                        "select value from freshet.quarantine",
                                        "update freshet.source set declared = false",
                                        "insert into pisa.later values (1, 1)",
                                        "create table pisa.own ()")))
                .hasSize(4);
    }

    @Test
    void theDashboardHasItsOwnSchemaOnly() throws Exception {
        String forage = grants.role("forage");

        assertThat(refused(owner, Set.of("create table forage.account (name text)")))
                .as("./freshet up, which is the owner, has accounts in the same place")
                .isEmpty();
        assertThat(refused(forage, Set.of("create table forage.account (name text)"))).isEmpty();
        assertThat(refused(forage, Set.of("select * from freshet.source", "create schema other")))
                .hasSize(2);
    }

    @Test
    void aSourcesRoleReadsTheColumnsThatItsPipelineNames() throws Exception {
        database.execute(
                "create table public.responses (id bigint primary key, cnt text, escs text,"
                        + " tmins text, belong text, durecec text, name text)");
        SourceConfig source =
                new SourceConfig(
                        "fra",
                        warehouse.url(),
                        "reader_" + owner,
                        Secret.NONE,
                        PISA.name(),
                        Map.of(),
                        Duration.ofMillis(100),
                        SweepConfig.DEFAULT,
                        AccessConfig.DEFAULT);
        paste(SourceGrants.statements(source, PISA));

        String role = source.username();
        assertThat(
                        refused(
                                role,
                                Set.of(
                                        "select id, cnt, escs, tmins, belong, durecec from"
                                                + " responses")))
                .isEmpty();
        for (String other : List.of("select name from responses", "delete from responses")) {
            assertThat(refused(role, Set.of(other))).as(other).hasSize(1);
        }
    }

    /** The statements that the sources of a service name. */
    private static Set<String> statementsOf(String module) throws Exception {
        Set<String> statements = new LinkedHashSet<>();
        for (Path file : sources(RepositoryFiles.path(module + "/src/main/java"))) {
            String text = Files.readString(file);
            Matcher named = NAMED.matcher(text);
            while (named.find()) {
                String name = "io.freshet.warehouse.layout." + named.group(1);
                if (!text.contains("import " + name + ";")) {
                    continue;
                }
                Class<?> owner = Class.forName(name);
                if (owner.getField(named.group(2)).get(null) instanceof String sql
                        && sql.contains("freshet.")) {
                    statements.add(sql);
                }
            }
        }
        return statements;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Those of the statements that a role may not run. None of them does anything. */
    private List<String> refused(String role, Set<String> statements) throws SQLException {
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set role " + role);
            for (String sql : statements) {
                var before = connection.setSavepoint();
                try {
                    TriedStatement.run(statement, sql);
                } catch (SQLException e) {
                    assertThat(e.getSQLState())
                            .as("%s: %s", sql, e.getMessage())
                            .isEqualTo("42501");
                    refused.add(sql);
                }
                connection.rollback(before);
            }
            connection.rollback();
        }
        return refused;
    }

    private void as(String role, String sql) {
        database.execute("set role " + role + "; " + sql + "; reset role");
    }
}
