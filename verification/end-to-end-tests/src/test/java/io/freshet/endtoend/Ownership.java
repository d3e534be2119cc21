package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who reads which source. */
final class Ownership {

    private Ownership() {}

    /** Which poller owns each source that is owned. */
    static Map<String, String> owners(TestDatabase warehouse) {
        Map<String, String> owners = new HashMap<>();
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select s.name, l.owner from freshet.source_lease l join freshet.source s"
                                        + " on s.id = l.source_id where l.owner is not null"
                                        + " and l.expires_at > now()")) {
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return owners;
    }

    static List<String> sourcesOf(Map<String, String> owners, String owner) {
        return owners.keySet().stream().filter(source -> owners.get(source).equals(owner)).toList();
    }

    static long readers(TestDatabase database) {
        return SurveyTable.number(
                database,
                "select count(*) from pg_stat_activity where application_name = 'freshet-poller'"
                        + " and datname = current_database()");
    }
}
