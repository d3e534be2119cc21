package io.freshet.forage.dashboard;

import io.freshet.forage.account.OperatorCode;
import io.freshet.forage.account.Role;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.config.SporeMode;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.ForageApi;
import io.freshet.forage.session.Session;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;

/** What every page asks first: who is signed in, what they see, and what this server offers. */
@Path("/forage/api/session")
@ForageApi
class SessionResource {
    private final CurrentSession current;
    private final Dashboards dashboards;
    private final OperatorCode operatorCode;
    private final ForageConfig config;

    SessionResource(
            CurrentSession current,
            Dashboards dashboards,
            OperatorCode operatorCode,
            ForageConfig config) {
        this.operatorCode = operatorCode;
        this.current = current;
        this.dashboards = dashboards;
        this.config = config;
    }

    /** Never fails for want of accounts: while they are away, everybody is a visitor. */
    @GET
    public Uni<State> state(@Context HttpServerRequest request) {
        return current.of(request)
                .flatMap(session -> session.map(this::signedIn).orElseGet(this::visitor))
                .onFailure(Refused.class)
                .recoverWithUni(this::visitor);
    }

    private Uni<State> signedIn(Session session) {
        SignedInAccount person =
                new SignedInAccount(session.account().name(), session.account().role());
        return dashboards
                .of(session.account())
                .map(dashboard -> state(person, session.csrfToken(), dashboard));
    }

    private Uni<State> visitor() {
        return Uni.createFrom().item(state(null, "", dashboards.standard()));
    }

    private State state(SignedInAccount person, String csrfToken, Dashboard dashboard) {
        boolean operator = person != null && person.role() == Role.OPERATOR;
        boolean spore =
                config.spore() == SporeMode.DEMO
                        || (config.spore() == SporeMode.OPERATORS && operator);
        return new State(
                person,
                csrfToken,
                dashboard.toMap(),
                dashboards.standard().toMap(),
                config.countries(),
                config.accounts().signUp(),
                operatorCode.isWanted(),
                config.oidc().enabled(),
                spore);
    }

    /**
     * The state of a session.
     *
     * @param account who is signed in, or null
     * @param csrfToken what changing requests carry in the header Forage-Csrf-Token
     * @param dashboard the URLs of this person's charts by the charts' keys
     * @param standard the URLs of this server's own charts
     * @param countries the codes that the country menus know beforehand
     * @param signUp whether visitors may make an account
     * @param firstOperator whether the first operator's code is waited for
     * @param provider whether people sign in with an OpenID Connect provider
     * @param spore whether this person may use the simulator's control page
     */
    record State(
            SignedInAccount account,
            String csrfToken,
            Map<String, String> dashboard,
            Map<String, String> standard,
            List<String> countries,
            boolean signUp,
            boolean firstOperator,
            boolean provider,
            boolean spore) {}

    /**
     * Who is signed in.
     *
     * @param name the account's name
     * @param role what it may do
     */
    record SignedInAccount(String name, Role role) {}
}
