package io.freshet.benchmarks.freshness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.benchmarks.freshness.SourceLog.AppliedEvents;
import io.freshet.testkit.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Listens to the aggregator's notifications beside the chart API: notes when they come. */
final class AppliedTap implements Runnable {

    private static final int LOOK_MILLIS = 500;

    private final JsonFactory json = new JsonFactory();
    private final TestDatabase warehouse;
    private final Map<String, SourceLog> logs;
    private volatile boolean ended;
    private volatile Exception failure;

    /**
     * @param warehouse in which the sources are registered already
     * @param logs by the sources' names
     */
    AppliedTap(TestDatabase warehouse, Map<String, SourceLog> logs) {
        this.warehouse = warehouse;
        this.logs = logs;
    }

    /** Has it end within half a second. */
    void end() {
        ended = true;
    }

    /** Why it ended early, or null. */
    Exception failure() {
        return failure;
    }

    @Override
    public void run() {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            Map<Integer, SourceLog> byId = new HashMap<>();
            try (ResultSet row = statement.executeQuery("select id, name from freshet.source")) {
                while (row.next()) {
                    byId.put(row.getInt(1), logs.get(row.getString(2)));
                }
            }
            statement.execute("listen freshet_applied");
            PGConnection notifying = connection.unwrap(PGConnection.class);
            while (!ended) {
                PGNotification[] notifications = notifying.getNotifications(LOOK_MILLIS);
                long arrived = System.nanoTime();
                if (notifications != null) {
                    for (PGNotification notification : notifications) {
                        take(byId, notification.getParameter(), arrived);
                    }
                }
            }
        } catch (SQLException | IOException e) {
            failure = e;
        }
    }

    private void take(Map<Integer, SourceLog> byId, String payload, long arrived)
            throws IOException {
        try (JsonParser parser = json.createParser(payload)) {
            Map<String, Long> fields = new HashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    fields.put(parser.currentName(), parser.getLongValue());
                } else if (token == JsonToken.END_OBJECT) {
                    byId.get(fields.get("source").intValue())
                            .applied(
                                    new AppliedEvents(
                                            fields.get("fence"), fields.get("sequence"), arrived));
                }
            }
        }
    }
}
