package io.freshet.aggregator.http;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.runtime.management.ManagementOnly;
import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemException;
import io.freshet.warehouse.SourceEntity;
import io.freshet.warehouse.layout.SchemaSql;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The schemas of sources' tables, as they were and are. Answers come from the warehouse. */
@Path("/aggregator/schemas")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@ManagementOnly
public class SchemasResource {

    private final Pool pool;

    SchemasResource(Pool pool) {
        this.pool = pool;
    }

    /**
     * The latest schemas of each of a source's tables.
     *
     * @param source the source's name
     */
    @GET
    @WithSession
    @Operation(summary = "Schemas that a source's tables were seen to have, by table, latest first")
    public Uni<SchemasPage> list(@QueryParam("source") String source) {
        if (source == null || source.isBlank()) {
            throw problem(400, "Bad parameter source", "name a source, as in ?source=alb");
        }
        return SourceEntity.findByName(source)
                .onItem()
                .ifNull()
                .failWith(() -> problem(404, "Not found", "there is no source " + source))
                .flatMap(found -> versions(source));
    }

    private Uni<SchemasPage> versions(String source) {
        return Uni.createFrom()
                .completionStage(
                        () ->
                                pool.preparedQuery(SchemaSql.OF_SOURCE)
                                        .execute(
                                                Tuple.of(
                                                        source,
                                                        (long) AggregatorLimits.SCHEMA_VERSIONS))
                                        .toCompletionStage())
                .map(rows -> new SchemasPage(source, versions(rows)));
    }

    private static List<SchemasPage.Version> versions(RowSet<Row> rows) {
        List<SchemasPage.Version> versions = new ArrayList<>();
        for (Row row : rows) {
            versions.add(
                    new SchemasPage.Version(
                            row.getString(0),
                            row.getInteger(1),
                            row.getOffsetDateTime(2).toInstant(),
                            row.getString(3),
                            row.getString(4),
                            columns((JsonArray) row.getJson(5))));
        }
        return versions;
    }

    private static List<Map<String, Object>> columns(JsonArray json) {
        return json.stream().map(JsonObject.class::cast).map(JsonObject::getMap).toList();
    }

    private static ProblemException problem(int status, String title, String detail) {
        return new ProblemException(Problem.of(status, title, detail).with("parameter", "source"));
    }
}
