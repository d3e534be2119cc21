package io.freshet.poller.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.SourceState;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** A table that its source does not have any more, and whose contract follows that. */
class GoneTableTest {

    private Future<SourceTable> looked = Future.failedFuture(drifted().ofGoneTable());

    private final SourceConnection database =
            new SourceConnection() {
                @Override
                public Future<SourceTable> verify(TableDefinition table, long meaning) {
                    return looked;
                }

                @Override
                public void close() {}
            };

    private static SourceProblem drifted() {
        return new SourceProblem(SourceState.DRIFTED, "there is no table orders", null)
                .ofTable("there is no table orders");
    }

    private static TableDefinition orders(String contract) {
        return PipelineReader.read(
                        "shop",
                        new StringReader(
                                "pipeline: shop\ntables: {orders: {key: id, contract: {%s}, columns: {amount: integer}}}"
                                        .formatted(contract)))
                .table("orders");
    }

    private FileTable table() {
        TableDefinition orders = orders("tables: follow");
        FileTable table = new FileTable("shop", orders, new GoneTable(database, orders, 0));
        assertThat(table.verify().succeeded()).isTrue();
        return table;
    }

    @Test
    void isFollowedOnlyWhereTheContractSaysSoAndTheTableIsWhatIsGone() {
        TableDefinition followed = orders("tables: follow");

        assertThat(GoneTable.isFollowed(followed, drifted().ofGoneTable())).isTrue();
        assertThat(GoneTable.isFollowed(followed, drifted())).isFalse();
        assertThat(GoneTable.isFollowed(orders("tables: freeze"), drifted().ofGoneTable()))
                .isFalse();
        assertThat(GoneTable.isFollowed(orders(""), drifted().ofGoneTable())).isFalse();
    }

    @Test
    void hasNoRowsAndSaysWhy() {
        FileTable table = table();

        assertThat(table.readRange(KeyRange.ALL, 0).result().rows().size()).isZero();
        assertThat(table.facts().sentences("id"))
                .containsExactly(
                        "the source has no such table: as its contract says, it has no rows");
        assertThat(table.verify().succeeded()).as("still gone").isTrue();
    }

    @Test
    void isLookedAtAnewAloneOnceItIsThereAgain() {
        FileTable table = table();
        looked = Future.succeededFuture();

        assertThat(table.verify().cause())
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem ->
                                assertThat(problem.ofTable())
                                        .hasValueSatisfying(
                                                said ->
                                                        assertThat(said)
                                                                .startsWith("it is there again")));
    }

    @Test
    void anotherProblemOfTheSourceIsThatProblem() {
        FileTable table = table();
        SourceProblem away = new SourceProblem(SourceState.UNREACHABLE, "nobody answers", null);
        looked = Future.failedFuture(away);

        assertThat(table.verify().cause()).isSameAs(away);
    }
}
