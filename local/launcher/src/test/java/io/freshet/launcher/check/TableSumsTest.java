package io.freshet.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.events.KeyRange;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table whose digests take longer than one statement may take. */
class TableSumsTest {

    private static final long LIMIT_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final PostgresConnector connector = new PostgresConnector(vertx);
    private final TestDatabase database = TestServers.postgres().createDatabase("check_sums");

    @BeforeEach
    void insert() {
        database.reader();
        database.execute(
                "create table answers (id bigint primary key, cnt text, escs text, tmins text, belong text, durecec text)",
                "insert into answers (id) select i * 512 from generate_series(-4, 40) as i",
                "create function slow(id bigint) returns text language plpgsql stable as"
                        + " $$ begin perform pg_sleep(0.005); return '1'; end $$",
                "create view responses as select id, cnt, escs, tmins, belong, slow(id) as durecec from answers");
    }

    @AfterEach
    void close() {
        connector.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @Test
    void isSummedUpInNarrowerStretches() throws Exception {
        Map<Long, RangeSum> whole = await(table().sumRanges(KeyRange.ALL)).byRange();
        database.execute(
                "alter role %s set statement_timeout = '300ms'"
                        .formatted(database.reader().username()));

        Map<Long, RangeSum> sums =
                await(new TableSums(table(), new TreeSet<>(whole.keySet())).all());

        assertThat(sums).isEqualTo(whole).hasSize(23);
    }

    @Test
    void ofWhichNothingIsKnownIsSummedUpAtOnce() throws Exception {
        assertThat(await(new TableSums(table(), new TreeSet<>()).all()))
                .isEqualTo(await(table().sumRanges(KeyRange.ALL)).byRange());
    }

    private SourceTable table() throws Exception {
        String text =
                new FreshetFile()
                        .source("fra", database)
                        .text()
                        .replace("    password", "    country: FRA\n    password");
        FreshetConfig config =
                new ConfigurationReader(Map.of())
                        .read("freshet.yaml", new StringReader(text), Path.of("."));
        SourceConfig source = config.sources().get(0);
        return await(
                connector
                        .open(source)
                        .compose(
                                connection ->
                                        connection.verify(
                                                config.pipelines()
                                                        .find(source.pipeline())
                                                        .orElseThrow()
                                                        .tables()
                                                        .get(0))));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
