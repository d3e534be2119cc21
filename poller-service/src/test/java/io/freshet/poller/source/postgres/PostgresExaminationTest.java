package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableStatistics;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.ThrowawayPostgres;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found beforehand of a table that will be read less well than it might. */
class PostgresExaminationTest {

    private static final String COLUMNS =
            "cnt text, escs text, tmins text, belong text, durecec text";

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void nothingIsSaidOfATableThatIsAsItShouldBe() {
        source.createTable();
        source.insert(1, 10);

        assertThat(concerns()).isEmpty();
        assertThat(source.await(source.connection().describe()))
                .matches("PostgreSQL \\d\\d\\.\\d+, \\d+\\.\\d ms away");
    }

    @Test
    void rowsWithoutKeysLoseRows() {
        source.database().execute("create table responses (id bigint unique, " + COLUMNS + ")");
        source.database().execute("insert into responses (cnt) values ('FRA'), ('FRA')");

        assertThat(concerns())
                .containsExactly(
                        new Concern(
                                true,
                                "2 rows of public.responses have no id and are left out; give them one, and run: alter table public.responses alter id set not null"));
    }

    @Test
    void keysThatAreDoubleLoseRows() {
        source.createTable();
        source.database()
                .execute(
                        "create table later () inherits (responses)",
                        "insert into responses (id) values (1), (2), (3)",
                        "insert into later (id) values (2), (3), (4)");

        assertThat(concerns())
                .containsExactly(
                        new Concern(
                                true,
                                "several rows of public.responses have the same id, of which only one is read: 2, 3; run: select id, count(*) from public.responses group by id having count(*) > 1, and leave one of each"));
    }

    @Test
    void settingsThatSlowThingsDownAreNamedWithWhatMendsThem() {
        source.createTable();
        source.setForReader("statement_timeout", "'900ms'");
        source.database()
                .execute(
                        "alter database %s set track_counts = off"
                                .formatted(source.database().name()));
        String reader = source.database().reader().username();

        assertThat(concerns())
                .containsExactly(
                        new Concern(
                                false,
                                "statements of %1$s may take 900 ms, so rows are read in smaller pages; for larger ones run: alter role %1$s set statement_timeout = '8 s'"
                                        .formatted(reader)),
                        new Concern(
                                false,
                                "updates and deletes in public.responses are found later, as they are not counted; run: alter system set track_counts = on; select pg_reload_conf()"));
    }

    @Test
    void aViewIsNotCounted() {
        source.database()
                .execute(
                        "create table answers (id bigint primary key, " + COLUMNS + ")",
                        "create view responses as select * from answers");

        assertThat(concerns())
                .containsExactly(
                        new Concern(
                                false,
                                "updates and deletes in public.responses are found later, as they are counted for tables only, not for views and foreign tables"));
    }

    @Test
    void rowSecurityThatIsWantedIsSaid() {
        source.createTable();
        source.database().execute("alter table responses enable row level security");
        source.read(new AccessConfig(false, true, ZoneOffset.UTC));

        assertThat(concerns())
                .singleElement()
                .satisfies(
                        concern ->
                                assertThat(concern.sentence())
                                        .contains("what it sees is what counts"));
    }

    @Test
    void commitTimesNeedTheRightToReadXmin() {
        try (ThrowawayPostgres server =
                        ThrowawayPostgres.start(Map.of("track_commit_timestamp", "on"));
                PostgresSource keeping = new PostgresSource(server.server())) {
            keeping.createTable();
            keeping.insert(1, 3);
            String reader = keeping.database().reader().username();
            keeping.database()
                    .execute(
                            "revoke select on responses from " + reader,
                            "grant select (id, cnt, escs, tmins, belong, durecec) on responses to "
                                    + reader);
            SourceTable table = keeping.reader();

            assertThat(keeping.readAll(table).size()).isEqualTo(3);
            assertThat(table.facts().notes())
                    .containsExactly(
                            "commit times are not read, as %1$s may not read xmin: grant select (xmin) on public.responses to %1$s"
                                    .formatted(reader));
            assertThat(keeping.await(table.concerns())).hasSize(1);
        }
    }

    @Test
    void statisticsTellOfRowsAndValuesWithoutReadingThem() {
        source.createTable();
        source.insert(1, 40);
        source.database().execute("analyze responses");

        TableStatistics known = source.await(source.reader().statistics());

        assertThat(known.rows()).hasValue(40);
        assertThat(known.distinct()).containsKey("cnt");
    }

    @Test
    void statementsAboutATableOfHashesArePlannedToo() {
        source.database().execute("create table things (name text primary key, value text)");
        TableDefinition things =
                PipelineReader.read(
                                "things.yaml",
                                new StringReader(
                                        "pipeline: p\ntables: {things: {key: name, columns: {name: text, value: text}}}"))
                        .table("things");
        SourceTable table = source.await(source.connection().verify(things));

        assertThat(source.await(table.concerns())).isEmpty();
    }

    private List<Concern> concerns() {
        return source.await(source.reader().concerns());
    }
}
