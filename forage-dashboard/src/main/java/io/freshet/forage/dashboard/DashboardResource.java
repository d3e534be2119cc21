package io.freshet.forage.dashboard;

import io.freshet.forage.account.Account;
import io.freshet.forage.session.ForageApi;
import io.freshet.forage.session.Session;
import io.freshet.forage.session.SignedIn;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** One's own dashboard. It is read with the session ({@link SessionResource}). */
@Path("/forage/api/dashboard")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@ForageApi
class DashboardResource {
    private final Dashboards dashboards;
    private final SecurityIdentity identity;

    DashboardResource(Dashboards dashboards, SecurityIdentity identity) {
        this.dashboards = dashboards;
        this.identity = identity;
    }

    /** Takes URLs by the charts' keys; a chart that is absent or blank gets the default. */
    @PUT
    public Uni<Map<String, String>> save(Map<String, String> urls) {
        Account account = SignedIn.session(identity).map(Session::account).orElseThrow();
        Dashboard dashboard = dashboards.standard().with(urls);
        return dashboards.save(account, dashboard).replaceWith(dashboard.toMap());
    }
}
