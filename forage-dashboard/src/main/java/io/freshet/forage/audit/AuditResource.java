package io.freshet.forage.audit;

import io.freshet.forage.account.Role;
import io.freshet.forage.session.ForageApi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Shows operators who did what. */
@Path("/forage/api/audit-log")
@RolesAllowed(Role.Names.OPERATOR)
@ForageApi
class AuditResource {
    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    /** The newest deeds, latest first. */
    @GET
    public Uni<List<AuditLog.Entry>> newest() {
        return audit.newest();
    }
}
