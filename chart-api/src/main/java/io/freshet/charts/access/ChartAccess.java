package io.freshet.charts.access;

import io.freshet.configuration.ChartsGuard;
import io.freshet.configuration.FreshetConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Who may see charts: everybody, whoever shows one token, or whoever shows one of a provider. Asked
 * wherever a chart is answered, so that no way to one passes it by. Thread-safe, never blocks.
 */
@Singleton
public final class ChartAccess {

    private static final String SCHEME = "Bearer ";

    private final Guard guard;

    @Inject
    public ChartAccess(FreshetConfig config) {
        this.guard = guard(config.http().clients().charts());
    }

    private static Guard guard(ChartsGuard charts) {
        if (charts instanceof ChartsGuard.Token one) {
            return new OneToken(one.token());
        }
        return charts instanceof ChartsGuard.Provider provider
                ? new ProviderTokens(provider)
                : new NoGuard();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        guard.start(vertx);
    }

    /**
     * Whether a request is known to be one that may see charts; false also where only {@link #ask}
     * can tell.
     *
     * @param authorization its Authorization header, or null
     */
    public boolean admits(String authorization) {
        return guard.admits(tokenOf(authorization));
    }

    /**
     * Whether a request may see charts. Found out in a bounded time; may complete on any thread, or
     * be complete at once, and does not fail.
     *
     * @param authorization its Authorization header, or null
     */
    public Future<AccessDecision> ask(String authorization) {
        return guard.ask(tokenOf(authorization));
    }

    private static String tokenOf(String authorization) {
        return authorization != null
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }
}
