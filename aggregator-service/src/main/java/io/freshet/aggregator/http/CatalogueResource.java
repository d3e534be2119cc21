package io.freshet.aggregator.http;

import io.freshet.runtime.management.ManagementOnly;
import io.freshet.warehouse.CatalogueEntry;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tables of the warehouse that were made from pipeline definitions. */
@Path("/aggregator/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@ManagementOnly
public class CatalogueResource {

    /** All of them, by pipeline and name. */
    @GET
    @WithSession
    @Operation(summary = "Tables made from pipeline definitions, and what each was made from")
    public Uni<List<CatalogueEntry>> list() {
        return CatalogueEntry.listAll(Sort.by("pipeline", "object"));
    }
}
