package io.freshet.poller.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.freshet.configuration.DocumentPlace;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.log.LogEar;
import io.freshet.poller.source.file.JsonRows;
import io.freshet.runtime.retry.Backoff;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of folders and web servers, each accepted once or set aside with its reason. */
class DocumentIntakeTest {

    private static final TableDefinition ORDERS =
            PipelineReader.read(
                            "shop.yaml",
                            new StringReader(
                                    "pipeline: shop\ntables:\n  t: {json: drop, key: id, columns: {id: bigint, note: text}}\n"))
                    .tables()
                    .get(0);

    private static TestDatabase database;
    private static Vertx vertx;
    private static Pool pool;

    @TempDir private Path folder;
    private final List<Boolean> counted = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestServers.postgres().createDatabase("documents");
        WarehouseRights rights = WarehouseRights.of(database);
        WarehouseMigration.run(rights.owner());
        rights.give();
        TestDatabase.Login poller = rights.login("poller");
        vertx = Vertx.vertx();
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(database.url())
                                        .setUser(poller.username())
                                        .setPassword(poller.password()))
                        .using(vertx)
                        .build();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @BeforeEach
    @AfterEach
    void empty() {
        database.execute("delete from freshet.document");
    }

    private DocumentIntake intake(Place place) {
        return new DocumentIntake(
                "drop",
                place,
                new DocumentLedger(pool, "drop"),
                List.of(new JsonRows(ORDERS)),
                counted::add);
    }

    private DocumentIntake ofFolder() {
        return intake(new FolderPlace(folder, Clock.systemUTC()));
    }

    private void drop(String name, String content, int secondsAgo) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    private static List<String> held() {
        return database.query(
                "select concat_ws(' ', name, content, reason) from freshet.document order by name");
    }

    @Test
    void eachFileIsAcceptedOnceAndBadOnesAreSetAside() throws Exception {
        drop("1.json", "[{\"id\": 1}]", 60);
        drop("2.json", "[{\"id\": ", 60);
        drop("3.json", "[{\"id\": 3}]", 60);
        drop("4.json", "[{\"id\": 4}]", -60);
        drop(".5.json", "[{\"id\": 5}]", 60);
        drop("6.txt", "[{\"id\": 6}]", 60);
        Files.write(folder.resolve("7.json"), new byte[] {'"', (byte) 0xff, '"'});
        Files.setLastModifiedTime(folder.resolve("7.json"), FileTime.from(Instant.EPOCH));

        ofFolder().round();
        ofFolder().round();

        assertThat(held())
                .hasSize(4)
                .contains("1.json [{\"id\": 1}]", "3.json [{\"id\": 3}]")
                .anySatisfy(row -> assertThat(row).startsWith("2.json 2.json is no JSON: "))
                .contains("7.json 7.json is not in UTF-8");
        assertThat(counted).as("of two rounds").containsExactly(true, false, true, false);
    }

    @Test
    void whatWasReadFirstCountsAndWhatIsMendedIsReadAgain() throws Exception {
        drop("1.json", "[{\"id\": 1}]", 60);
        drop("2.json", "oops", 60);
        ofFolder().round();

        drop("1.json", "[{\"id\": 100}]", 30);
        drop("2.json", "[{\"id\": 2}]", 30);
        ofFolder().round();
        Files.delete(folder.resolve("1.json"));
        ofFolder().round();

        assertThat(held()).containsExactly("1.json [{\"id\": 1}]", "2.json [{\"id\": 2}]");
    }

    @Test
    void ofTwoPollersOneAccepts() throws Exception {
        DocumentLedger one = new DocumentLedger(pool, "drop");
        DocumentLedger other = new DocumentLedger(pool, "drop");
        FoundDocument found = new FoundDocument("a.json", LocalDate.EPOCH, "1");

        assertThat(one.accept(found, "[1]")).isTrue();
        assertThat(other.accept(found, "[2]")).isFalse();
        other.setAside(found, "no");

        assertThat(held()).containsExactly("a.json [1]");
    }

    @Test
    void whatNobodyExpectedIsToldOnceAndTriedAgainAndHoldsUpNoOther() throws Exception {
        drop("1.json", "[{\"id\": 1}]", 60);
        drop("2.json", "[{\"id\": 2}]", 60);
        FaultyPlace place = new FaultyPlace(new FolderPlace(folder, Clock.systemUTC()));
        CountDownLatch stopped = new CountDownLatch(1);
        Duration shortly = Duration.ofMillis(1);
        Backoff backoff = new Backoff(shortly, shortly);
        LogEar ear = new LogEar(DocumentRounds.class.getName());
        Thread rounds =
                new Thread(
                        new DocumentRounds(
                                "drop", () -> intake(place.open()), shortly, backoff, stopped));
        rounds.start();
        try {
            await().until(() -> place.failures() >= 3);
            assertThat(held()).containsExactly("2.json [{\"id\": 2}]");
            place.mend();
            await().until(() -> held().size() == 2);
        } finally {
            stopped.countDown();
            rounds.join(10_000);
            ear.close();
        }

        assertThat(place.isClosed()).isTrue();
        assertThat(ear.heard())
                .extracting(LogRecord::getLevel, each -> each.getThrown().getMessage())
                .containsExactly(
                        tuple(Level.ERROR, "cannot open"), tuple(Level.ERROR, "cannot fetch"));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(
                        () ->
                                intake(new FolderPlace(folder.resolve("no"), Clock.systemUTC()))
                                        .round())
                .isInstanceOf(PlaceException.class)
                .hasMessageContaining("/no cannot be read");
    }

    @Test
    void aWebServerIsAskedOnceForEachDayAndOneThatFailsHoldsUpNoOther() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    boolean broken = path.contains("2026-11-02") && !asked.contains(path);
                    asked.add(path);
                    byte[] body =
                            ("[{\"id\": 1" + path.substring(path.length() - 2) + "}]")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(broken ? 503 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:%d/{date}".formatted(server.getAddress().getPort());
        Clock clock = Clock.fixed(Instant.parse("2026-11-03T10:00:00Z"), ZoneOffset.UTC);
        try (WebPlace place =
                new WebPlace(
                        vertx,
                        new DocumentPlace.Web(url, Optional.of(LocalDate.parse("2026-11-01"))),
                        clock)) {
            DocumentIntake intake = intake(place);
            assertThatThrownBy(intake::round)
                    .isInstanceOf(PlaceException.class)
                    .hasMessageContaining("/2026-11-02: the answer is 503; check the url");
            intake.round();
            intake.round();
        } finally {
            server.stop(0);
        }

        assertThat(asked)
                .containsExactly("/2026-11-01", "/2026-11-02", "/2026-11-03", "/2026-11-02");
        assertThat(held()).hasSize(3).last().asString().startsWith("2026-11-03");
    }
}
