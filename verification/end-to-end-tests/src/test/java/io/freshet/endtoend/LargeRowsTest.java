package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that are as large as a source can have them are counted, by {@code ./freshet up} with a heap
 * of 400 MB, and others go on meanwhile.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeRowsTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** With the key the most that a relation of PostgreSQL has. */
    private static final int COLUMNS = 1_599;

    /** The most that a definition may read. */
    private static final int READ = 800;

    private static final int WIDE_ROWS = 12;

    @TempDir static Path folder;

    private static TestDatabase large;
    private static TestDatabase small;
    private static TestDatabase wide;
    private static TestDatabase warehouse;
    private static TestBus bus;
    private static RunningFreshet freshet;
    private static long process;

    @BeforeAll
    static void start() throws IOException {
        large = SurveyTable.database("large_rows", "FRA", 100);
        small = SurveyTable.database("large_rows_beside", "ITA", 100);
        wide = TestServers.postgres().createDatabase("large_rows_wide");
        wide.execute("create table keys (id int primary key)", "create view wide as " + columns());
        warehouse = TestServers.postgres().createDatabase("large_rows_warehouse");
        bus = TestServers.broker().createBus("large_rows");
        freshet =
                RunningFreshet.start(
                        new FreshetFile()
                                .warehouse(warehouse)
                                .broker(TestServers.broker().url())
                                .definition(
                                        Files.writeString(
                                                folder.resolve("wide.yaml"), definition()))
                                .source("fra", large.url(), large.reader())
                                .pipeline("pisa")
                                .source("ita", small.url(), small.reader())
                                .pipeline("pisa")
                                .source("wide", wide.url(), wide.reader())
                                .pipeline("wide"),
                        bus,
                        folder);
        process = freshet.process().pid();
    }

    private static String columns() {
        return IntStream.rangeClosed(1, COLUMNS)
                .mapToObj("repeat(md5(id || '-%1$d'), 128) as c%1$d"::formatted)
                .collect(Collectors.joining(", ", "select id, ", " from keys"));
    }

    private static String definition() {
        return IntStream.rangeClosed(1, READ)
                .mapToObj("c%d: text"::formatted)
                .collect(
                        Collectors.joining(
                                ", ",
                                """
                                pipeline: wide
                                tables:
                                  wide: {key: id, columns: {\
                                """,
                                """
                                }}
                                charts:
                                  rows: {of: wide, value: count}
                                """));
    }

    @AfterAll
    static void end() {
        freshet.close();
        bus.close();
        List.of(large, small, wide, warehouse).forEach(TestDatabase::close);
    }

    @Test
    @Order(1)
    void aRowOf100MegabytesIsCounted() throws Exception {
        large.execute(
                SurveyTable.INSERT
                        + "values ('FRA', repeat('z', 100000000), '60', '0', '1'),"
                        + " (repeat('F', 100000000), '1', '60', '0', '1')");
        small.execute(SurveyTable.INSERT + "values ('ITA', '1', '60', '0', '1')");

        assertExact();
        // SQL would take seconds for them again
        large.execute("delete from responses where id > 100");
    }

    @Test
    @Order(2)
    void rowsOfSixteenHundredColumnsAreCountedWhileOthersGoOn() throws Exception {
        wide.execute("insert into keys select generate_series(1, %d)".formatted(WIDE_ROWS));
        small.execute(SurveyTable.INSERT + "values ('ITA', '2', '60', '0', '1')");

        assertExact();
        long until = System.nanoTime() + SOON.toNanos();
        while (SurveyTable.number(warehouse, "select count(*) from wide.wide") < WIDE_ROWS) {
            assertThat(System.nanoTime())
                    .as("too late: " + freshet.get("/charts/freshness"))
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        wide.execute("delete from keys where id % 2 = 0");
        while (SurveyTable.number(warehouse, "select count(*) from wide.wide") > WIDE_ROWS / 2) {
            assertThat(System.nanoTime()).as("too late").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    @Order(3)
    void theProcessLives() {
        assertThat(freshet.process().pid()).isEqualTo(process);
        assertThat(freshet.process().output()).doesNotContain("OutOfMemoryError");
    }

    private static void assertExact() throws Exception {
        SurveyOracle oracle =
                new SurveyOracle(
                        List.of(new SurveySource("fra", large), new SurveySource("ita", small)),
                        warehouse,
                        freshet::get);
        assertThat(oracle.await(SOON).explanation()).isEmpty();
    }
}
