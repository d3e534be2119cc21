package io.freshet.poller.status;

import io.freshet.runtime.management.ManagementOnly;
import io.freshet.warehouse.SourceStatusEntity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How all sources stand, as their owners wrote it last. */
@Path("/poller/sources")
@ManagementOnly
public class SourcesResource {

    /** How all sources stand, whichever poller owns them; at most a second old. */
    @GET
    @WithSession
    @Operation(summary = "How all sources stand, whichever poller owns them")
    public Uni<List<SourceStatusEntity>> sources() {
        return SourceStatusEntity.<SourceStatusEntity>findAll().list();
    }
}
