package io.freshet.charts.rendering;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.request.Selection;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Charts of rows in a warehouse, to be compared with what plain SQL says of the same rows. */
final class ChartsOfRows implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final PipelineDefinition pipeline;
    private final Clock clock;
    private Map<String, Summary<GroupKey>> summaries = new HashMap<>();

    ChartsOfRows(String definition, Clock clock) {
        this.pipeline = PipelineReader.read("test", new StringReader(definition));
        this.clock = clock;
        run(
                "create schema freshet; create schema %1$s; set search_path = %1$s;"
                                .formatted(pipeline.name())
                        + "create table freshet.applied (source_id int primary key, version"
                        + " bigint)");
        for (TableDefinition table : pipeline.tables()) {
            run(
                    table.columns().stream()
                            .map(
                                    column ->
                                            SqlText.quoted(column.name())
                                                    + " "
                                                    + column.type().warehouseType())
                            .collect(
                                    Collectors.joining(
                                            ", ",
                                            "create table %s (source_id int, row_key bigint, row_time timestamptz, "
                                                    .formatted(qualified(table.name())),
                                            ")")));
        }
    }

    private String qualified(String table) {
        return SqlText.qualified(pipeline.name(), table);
    }

    void run(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + pipeline.name());
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Sums the rows up and reads the summaries. */
    void refresh() {
        run("insert into freshet.applied values (1, 1), (2, 1) on conflict do nothing");
        summaries = new HashMap<>();
        for (SummaryDefinition summary : pipeline.summaries()) {
            String name = qualified(summary.name());
            run(
                    "drop table if exists %1$s; create table %1$s (source_id int, g text, %2$s, version bigint)"
                            .formatted(
                                    name,
                                    summary.stateColumns().stream()
                                            .map(StateColumn::declaration)
                                            .collect(Collectors.joining(", "))));
            run(
                    SummarySql.fill(
                            name,
                            summary.from(pipeline, qualified(summary.table())),
                            summary.grouping().ofRow(),
                            summary.stateColumns().stream()
                                    .map(StateColumn::total)
                                    .collect(Collectors.joining(", "))));
            summaries.put(summary.name(), read(summary));
        }
    }

    private Summary<GroupKey> read(SummaryDefinition definition) {
        Summary<GroupKey> summary = Summary.ofMany(definition.aggregates());
        String sql = "select * from " + qualified(definition.name());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<List<BigDecimal>> states = new ArrayList<>();
                int place = 4;
                for (Aggregate aggregate : definition.aggregates()) {
                    List<BigDecimal> state = new ArrayList<>();
                    for (int i = 0; i < aggregate.stateColumns().size(); i++) {
                        state.add(rows.getBigDecimal(place));
                        place++;
                    }
                    states.add(state);
                }
                summary.put(
                        rows.getInt(1),
                        GroupKey.parse(rows.getString(2)),
                        new GroupFigures(definition.aggregates(), rows.getLong(3), states));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return summary;
    }

    /** A chart that was asked for before. */
    interface Drawn {

        /** Its answer now, each object as text with its numbers in shortest form. */
        List<String> now();
    }

    /** A chart's answer to a query string. */
    List<String> chart(String name, String query) throws BadParameterException {
        return drawn(name, query).now();
    }

    /** A chart, to be asked for again and again with a query string. */
    Drawn drawn(String name, String query) throws BadParameterException {
        ChartDefinition chart =
                pipeline.charts().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        RequestReader requests = ChartKinds.requests(pipeline, chart, ZoneOffset.UTC, clock);
        ChartKinds.Material material =
                new NoMaterial() {
                    @Override
                    public Summary<GroupKey> byDimensions(String summary) {
                        return summaries.get(summary);
                    }
                };
        ChartRenderer renderer =
                new ChartKinds(pipeline, material, new Sources(), clock, 4)
                        .renderer(chart, requests);
        Selection selection = requests.read(query);
        return () -> objects(renderer.render().body(selection).content().toString());
    }

    /** What SQL says, as {@link #chart} writes it. */
    List<String> sql(String select) {
        String sql =
                "select coalesce(json_agg(row_to_json(t)), '[]')::text from (%s) t"
                        .formatted(select);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "set search_path = %s; set timezone = 'UTC'".formatted(pipeline.name()));
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return objects(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<String> objects(String json) {
        try {
            List<String> objects = new ArrayList<>();
            for (JsonNode object :
                    JSON.reader()
                            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .readTree(json)) {
                List<String> fields = new ArrayList<>();
                object.properties()
                        .forEach(
                                field -> fields.add(field.getKey() + "=" + text(field.getValue())));
                objects.add(String.join(" ", fields));
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? Json.plain(value.decimalValue()) : value.toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
