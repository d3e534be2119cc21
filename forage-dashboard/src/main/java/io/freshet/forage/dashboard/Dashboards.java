package io.freshet.forage.dashboard;

import io.freshet.forage.account.Account;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** The accounts' dashboards, in the database: of each only the URLs that are not the default. */
@Singleton
final class Dashboards {
    private static final String OF_ACCOUNT =
            "select account_id, chart, url from forage.dashboard_url where account_id = $1";
    private static final String OF_ALL = "select account_id, chart, url from forage.dashboard_url";
    private static final String REMOVE = "delete from forage.dashboard_url where account_id = $1";
    private static final String ADD =
            "insert into forage.dashboard_url (account_id, chart, url)"
                    + " select $1, * from unnest($2::text[], $3::text[])";

    private final ForageDatabase database;
    private final Dashboard standard;

    Dashboards(ForageDatabase database, ForageConfig config) {
        this.database = database;
        this.standard = Dashboard.of(config.chartsUrl().orElse(""));
    }

    /** What visitors see, and accounts that have chosen nothing else. */
    Dashboard standard() {
        return standard;
    }

    Uni<Dashboard> of(Account account) {
        return database.run(OF_ACCOUNT, Tuple.of(account.id()))
                .map(rows -> standard.with(byAccount(rows).getOrDefault(account.id(), Map.of())));
    }

    /** The chosen URLs of all accounts, by their keys. */
    Uni<Map<Long, Map<String, String>>> chosen() {
        return database.run(OF_ALL, Tuple.tuple()).map(Dashboards::byAccount);
    }

    Uni<Void> save(Account account, Dashboard dashboard) {
        Map<String, String> chosen = dashboard.except(standard);
        String[] charts = chosen.keySet().toArray(String[]::new);
        String[] urls = chosen.values().toArray(String[]::new);
        Tuple added = Tuple.of(account.id(), charts, urls);
        return database.inTransaction(
                        connection ->
                                run(connection, REMOVE, Tuple.of(account.id()))
                                        .flatMap(removed -> run(connection, ADD, added)))
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }

    private static Map<Long, Map<String, String>> byAccount(RowSet<Row> rows) {
        Map<Long, Map<String, String>> all = new HashMap<>();
        for (Row row : rows) {
            // a chart of a newer version that this one does not know is left alone
            if (DashboardChart.of(row.getString("chart")).isPresent()) {
                all.computeIfAbsent(row.getLong("account_id"), id -> new HashMap<>())
                        .put(row.getString("chart"), row.getString("url"));
            }
        }
        return all;
    }
}
