package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.NOON;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.events.ChangeEvent;
import io.freshet.events.Position;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.TraceReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What listeners in the warehouse are told of a transaction that was committed. */
class ListenersToldTest extends OverSales {

    private static final int ANSWERED_WITHIN = 5_000;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private Connection listener;

    @BeforeEach
    void listen() throws SQLException {
        listener = warehouse.database.connect();
        try (Statement statement = listener.createStatement()) {
            statement.execute("listen freshet_applied");
        }
    }

    @AfterEach
    void listenNoMore() throws SQLException {
        listener.close();
    }

    /** What was told since, up to a word that is said now. */
    private List<JsonArray> told() throws SQLException {
        warehouse.run("select pg_notify('freshet_applied', 'end')");
        List<JsonArray> told = new ArrayList<>();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWERED_WITHIN);
        while (System.nanoTime() < until) {
            for (PGNotification notice :
                    listener.unwrap(PGConnection.class).getNotifications(ANSWERED_WITHIN)) {
                if (notice.getParameter().equals("end")) {
                    return told;
                }
                told.add(new JsonArray(notice.getParameter()));
            }
        }
        throw new AssertionError("nothing was told within 5 s");
    }

    private static ChangeEvent[] openings(int sources) {
        List<ChangeEvent> events = new ArrayList<>();
        for (int number = 0; number < sources; number++) {
            events.add(opened(SourceInWarehouse.openedIn(warehouse).name(), 2));
        }
        return events.toArray(ChangeEvent[]::new);
    }

    @Test
    void areToldHowFarASourceIsAndSinceWhen() throws SQLException {
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1"), Order.of(2, "FR", "1")),
                rows(source, 1, 2, Order.of(3, "FR", "1")));

        assertThat(told())
                .containsExactly(
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("source", applied.id())
                                                .put("version", 2)
                                                .put("fence", 1)
                                                .put("sequence", 2)
                                                .put("rows", 3)
                                                .put("since", NOON)));
    }

    @Test
    void areToldOfManySourcesInSeveralNotices() throws SQLException {
        int most = AggregatorLimits.SOURCES_PER_NOTIFICATION;
        ChangeEvent[] fit = openings(most);
        ChangeEvent[] oneMore = openings(most + 1);
        told();

        warehouse.apply(fit);
        assertThat(told()).extracting(JsonArray::size).containsExactly(most);

        warehouse.apply(oneMore);
        List<JsonArray> notices = told();
        assertThat(notices).extracting(JsonArray::size).containsExactly(most, 1);
        assertThat(notices.stream().flatMap(JsonArray::stream))
                .extracting(source -> ((JsonObject) source).getInteger("source"))
                .doesNotHaveDuplicates();
    }

    @Test
    void areToldInWhichTraceASourceWasApplied() throws Exception {
        SourceInWarehouse other = SourceInWarehouse.openedIn(warehouse);
        told();

        try (TraceReceiver receiver = TraceReceiver.start();
                Tracing tracing = Tracing.of(receiver.url(), 1, "aggregator");
                BatchTrace batch =
                        BatchTrace.begin(
                                tracing,
                                () ->
                                        List.of(
                                                ApplyEvents.carried(
                                                        new PreparedChange.Passed(
                                                                new Position(source, 2, 0)),
                                                        TRACE)))) {
            warehouse.apply(opened(source, 2), opened(other.name(), 2));
            assertThat(batch.parentOf(source)).contains(TRACE);
        }

        JsonArray notice = told().get(0);
        assertThat(notice.getJsonObject(0).getString("trace")).contains(TRACE);
        assertThat(notice.getJsonObject(1).containsKey("trace")).isFalse();
    }

    @Test
    void areToldNothingWhereNothingIsApplied() throws SQLException {
        warehouse.apply(opened(source, 1));

        assertThat(told()).isEmpty();
        assertThat(warehouse.transactionsLeftOpen()).isEmpty();
    }
}
