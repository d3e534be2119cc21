package io.freshet.poller.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of all documents that were accepted. */
class AcceptedDocumentsTest {

    private static final TableDefinition PRICES =
            PipelineReader.read(
                            "shop.yaml",
                            new StringReader(
                                    "pipeline: shop\ntables:\n  t: {json: drop, key: id, columns: {id: bigint, price: numeric}}\n"))
                    .tables()
                    .get(0);

    private final TestDatabase database = TestServers.postgres().createDatabase("accepted");
    private final WarehouseRights rights = WarehouseRights.of(database);
    private final Vertx vertx = Vertx.vertx();
    private AcceptedDocuments documents;

    @BeforeEach
    void open() {
        Pool pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(database.url())
                                        .setUser(rights.login("poller").username())
                                        .setPassword(rights.login("poller").password()))
                        .using(vertx)
                        .build();
        documents = new AcceptedDocuments(vertx, pool, PRICES, 7);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    private void migrate() {
        WarehouseMigration.run(rights.owner());
        rights.give();
    }

    private void accept(String name, String content) {
        database.execute(
                "insert into freshet.document (place, name, day, tag, content) values ('drop', '%s', '2026-11-26', '', '%s')"
                        .formatted(name, content));
    }

    private Optional<List<List<String>>> changed() {
        return documents
                .changed()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .map(rows -> rows.byKey().values().stream().map(FileRows.FileRow::values).toList());
    }

    @Test
    void ofRowsWithTheSameKeyThatOfTheLastNameCountsWheneverItCame() {
        migrate();
        assertThat(changed()).contains(List.of());
        accept("2.json", "[{\"id\": 1, \"price\": 2.50}, {\"id\": 2, \"price\": 2}]");
        assertThat(changed()).contains(List.of(List.of("1", "2.50"), List.of("2", "2")));
        assertThat(changed()).isEmpty();

        accept("1.json", "[{\"id\": 1, \"price\": 1}, {\"id\": 3, \"price\": 3}]");
        database.execute(
                "insert into freshet.document (place, name, day, tag, reason) values ('drop', 'x.json', '2026-11-26', '', 'bad')");
        assertThat(changed())
                .contains(List.of(List.of("1", "2.50"), List.of("2", "2"), List.of("3", "3")));

        database.execute("delete from freshet.document where name = '2.json'");
        assertThat(changed()).contains(List.of(List.of("1", "1"), List.of("3", "3")));
    }

    @Test
    void oneThatTheDefinitionNoLongerFitsIsNamed() {
        migrate();
        accept("1.json", "{\"id\": 1}");

        assertThatThrownBy(this::changed)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(FileProblem.class)
                .hasMessageContaining("1.json has 1 rows without id");
    }
}
