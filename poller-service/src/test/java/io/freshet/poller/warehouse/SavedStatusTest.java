package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.warehouse.layout.StatusSql;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of the status of several sources, which is saved together. */
class SavedStatusTest {

    private static final int KNOWN = 1;
    private static final int OF_AN_EARLIER_WAREHOUSE = 3;

    private final HeldWarehouse warehouse = new HeldWarehouse();

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void aSourceThatTheWarehouseDoesNotKnowKeepsNoOtherFromBeingSaved() {
        save(status(OF_AN_EARLIER_WAREHOUSE, 7, "live"), status(KNOWN, 7, "live"));

        assertThat(saved()).containsExactly("1 7 live");
    }

    @Test
    void aWordOfAnOlderEpochReplacesNoneOfANewerOne() {
        save(status(KNOWN, 8, "live"));
        save(status(KNOWN, 7, "resetting"));
        assertThat(saved()).containsExactly("1 8 live");

        save(status(KNOWN, 8, "unreachable"));
        assertThat(saved()).containsExactly("1 8 unreachable");
    }

    private void save(Tuple... statuses) {
        HeldWarehouse.await(warehouse.asked().batch(StatusSql.SAVE, List.of(statuses)));
    }

    private static Tuple status(int source, long fence, String state) {
        return Tuple.tuple()
                .addInteger(source)
                .addLong(fence)
                .addLong(0L)
                .addOffsetDateTime(Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .addString(state)
                .addString("")
                .addLong(null)
                .addLong(0L)
                .addLong(0L)
                .addOffsetDateTime(null)
                .addLong(0L)
                .addString("[]");
    }

    private List<String> saved() {
        return warehouse.database.query(
                "select concat_ws(' ', source_id, fence, state) from freshet.source_status");
    }
}
