package io.freshet.forage;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Behind a proxy that ends https and tells where requests come from; nobody is an operator yet. */
public final class BehindProxy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "freshet.forage.operator.name", "",
                "freshet.forage.accounts.attempts-per-account", "10",
                "freshet.forage.accounts.attempts-per-address", "20");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ForagePostgres.class));
    }
}
