package io.freshet.testkit.files;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the panels of the dashboards of {@code deploy/grafana} ask Prometheus for. */
public final class DashboardQueries {

    private DashboardQueries() {}

    /** As they stand there, with Grafana's variables. */
    public static List<String> read() {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(RepositoryFiles.path("deploy/grafana"))) {
            for (Path file : files.sorted().toList()) {
                for (Object panel : array(new JsonObject(Files.readString(file)), "panels")) {
                    for (Object target : array((JsonObject) panel, "targets")) {
                        queries.add(((JsonObject) target).getString("expr"));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(queries);
    }

    private static JsonArray array(JsonObject object, String name) {
        return object.getJsonArray(name, new JsonArray());
    }

    /**
     * As Grafana asks, with everything chosen.
     *
     * @param interval the range of rates, such as {@code 1m}
     */
    public static String filled(String query, String interval) {
        return query.replace("$__rate_interval", interval)
                .replace("$__range", interval)
                .replace("\"$source\"", "\".*\"")
                .replace("\"$chart\"", "\".*\"");
    }
}
