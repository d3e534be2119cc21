package io.freshet.aggregator.http;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.runtime.management.ManagementOnly;
import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemException;
import io.freshet.warehouse.QuarantinedValue;
import io.freshet.warehouse.SourceEntity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Values that were not what their columns declare. Answers come from the warehouse. */
@Path("/aggregator/quarantine")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@ManagementOnly
public class QuarantineResource {

    private static final Sort ORDER = Sort.by("tableName", "rowKey", "columnName");

    private final RowNames names;

    QuarantineResource(RowNames names) {
        this.names = names;
    }

    /**
     * A page of one source's quarantined values.
     *
     * @param source the source's name
     * @param page number of the page, from 0
     * @param size how many values a page holds, 1 to 1,000
     */
    @GET
    @WithSession
    @Operation(summary = "Quarantined values of a source, by table, key and column")
    public Uni<QuarantinePage> list(
            @QueryParam("source") String source,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("50") String size) {
        if (source == null || source.isBlank()) {
            throw badRequest("source", "name a source, as in ?source=alb");
        }
        Page wanted =
                Page.of(
                        number(
                                "page",
                                page,
                                0,
                                Integer.MAX_VALUE / AggregatorLimits.QUARANTINE_PAGE),
                        number("size", size, 1, AggregatorLimits.QUARANTINE_PAGE));
        return SourceEntity.findByName(source)
                .onItem()
                .ifNull()
                .failWith(() -> unknown(source))
                .flatMap(entity -> page(entity, wanted));
    }

    private Uni<QuarantinePage> page(SourceEntity source, Page wanted) {
        return QuarantinedValue.count("sourceId", source.id)
                .flatMap(
                        total ->
                                QuarantinedValue.<QuarantinedValue>find(
                                                "sourceId", ORDER, source.id)
                                        .page(wanted)
                                        .list()
                                        .flatMap(values -> entries(source, values))
                                        .map(
                                                entries ->
                                                        new QuarantinePage(
                                                                source.name,
                                                                total,
                                                                wanted.index,
                                                                entries)));
    }

    /** Table after table, in their order. */
    private Uni<List<QuarantinePage.Entry>> entries(
            SourceEntity source, List<QuarantinedValue> values) {
        Map<String, List<QuarantinedValue>> tables =
                values.stream()
                        .collect(
                                Collectors.groupingBy(
                                        value -> value.tableName,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Uni<List<QuarantinePage.Entry>> all = Uni.createFrom().item(new ArrayList<>());
        for (Map.Entry<String, List<QuarantinedValue>> table : tables.entrySet()) {
            List<Long> keys = table.getValue().stream().map(value -> value.rowKey).toList();
            all =
                    all.flatMap(
                            before ->
                                    names.of(source.pipeline, table.getKey(), source.id, keys)
                                            .map(found -> joined(before, table.getValue(), found)));
        }
        return all;
    }

    private static List<QuarantinePage.Entry> joined(
            List<QuarantinePage.Entry> before,
            List<QuarantinedValue> values,
            Map<Long, String> names) {
        List<QuarantinePage.Entry> all = new ArrayList<>(before);
        values.forEach(value -> all.add(QuarantinePage.Entry.of(value, names)));
        return all;
    }

    private static int number(String parameter, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (least <= number && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the complaint below says it all
        }
        throw badRequest(
                parameter, "must be a number from %d to %d, not %s".formatted(least, most, text));
    }

    private static ProblemException badRequest(String parameter, String detail) {
        return new ProblemException(
                Problem.of(400, "Bad parameter " + parameter, detail).with("parameter", parameter));
    }

    private static ProblemException unknown(String source) {
        return new ProblemException(
                Problem.of(404, "Not found", "there is no source " + source)
                        .with("parameter", "source"));
    }
}
