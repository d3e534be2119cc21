package io.freshet.charts.access;

import io.freshet.charts.access.KnownKeys.Verdict;
import io.freshet.configuration.ChartsGuard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Whoever shows a token that an OpenID Connect provider signed for these charts may see them.
 * Tokens are verified here, with the provider's keys, which are asked for beside requests: what
 * waits for the provider is only a request with a token of a key that is not known yet.
 */
final class ProviderTokens implements Guard {

    private static final AccessDecision NONE_SHOWN =
            new AccessDecision.Refused(
                    "Charts are shown to whoever shows a token of their provider: Authorization:"
                            + " Bearer ….",
                    false);

    private static final AccessDecision NO_KEYS =
            new AccessDecision.Unknown(
                    "The provider of tokens does not tell its keys, so that none can be looked"
                            + " into; try again later.");

    private final ProviderKeys keys;

    ProviderTokens(ChartsGuard.Provider provider) {
        this.keys = new ProviderKeys(provider);
    }

    @Override
    public void start(Vertx vertx) {
        keys.start(vertx);
    }

    @Override
    public boolean admits(String token) {
        return token != null && keys.current().filter(known -> known.holds(token)).isPresent();
    }

    @Override
    public Future<AccessDecision> ask(String token) {
        if (token == null) {
            return Future.succeededFuture(NONE_SHOWN);
        }
        Optional<Verdict> verdict = keys.current().map(known -> known.verify(token));
        return verdict.isPresent() && !verdict.get().keyIsUnknown()
                ? Future.succeededFuture(verdict.get().admission())
                : keys.look().map(looked -> verifiedAgain(token));
    }

    private AccessDecision verifiedAgain(String token) {
        return keys.current().map(known -> known.verify(token).admission()).orElse(NO_KEYS);
    }
}
