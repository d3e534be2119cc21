package io.freshet.forage.dashboard;

import io.freshet.forage.account.Account;
import io.freshet.forage.account.Accounts;
import io.freshet.forage.account.Role;
import io.freshet.forage.session.ForageApi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/**
 * The learners' dashboards, for coaches. Only the URLs are told: the coach's browser fetches the
 * charts, as learners' endpoints are on private addresses that this server must not ask.
 */
@Path("/forage/api/learners")
@RolesAllowed({Role.Names.COACH, Role.Names.OPERATOR})
@ForageApi
class LearnersResource {
    private final Accounts accounts;
    private final Dashboards dashboards;

    LearnersResource(Accounts accounts, Dashboards dashboards) {
        this.accounts = accounts;
        this.dashboards = dashboards;
    }

    /** All learners by name, each with six URLs. */
    @GET
    public Uni<List<Learner>> all() {
        return Uni.combine()
                .all()
                .unis(accounts.all(), dashboards.chosen())
                .with(
                        (all, chosen) ->
                                all.stream()
                                        .filter(account -> account.role() == Role.LEARNER)
                                        .map(account -> learner(account, chosen))
                                        .toList());
    }

    private Learner learner(Account account, Map<Long, Map<String, String>> chosen) {
        Map<String, String> own = chosen.getOrDefault(account.id(), Map.of());
        return new Learner(account.name(), dashboards.standard().with(own).toMap());
    }

    /**
     * A learner.
     *
     * @param name the account's name
     * @param dashboard the URLs of the charts by the charts' keys
     */
    record Learner(String name, Map<String, String> dashboard) {}
}
