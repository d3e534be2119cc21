package io.freshet.forage.signin;

import io.freshet.forage.account.Account;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.session.SecretCookie;
import io.freshet.forage.session.SessionToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Browsers that an account signed in with. Being known proves nothing: it only keeps others' wrong
 * guesses from counting against this browser. Does not block.
 */
@Singleton
final class KnownBrowsers {
    private static final Duration KNOWN = Duration.ofDays(180);
    private static final int MOST_OF_AN_ACCOUNT = 20;
    private static final String KNOWS =
            "update forage.known_browser set seen_at = now()"
                    + " where token_hash = $1 and account_id = $2 returning account_id";
    private static final String REMEMBER =
            "with old as (delete from forage.known_browser where token_hash in"
                    + " (select token_hash from forage.known_browser where account_id = $2"
                    + " order by seen_at desc offset $3))"
                    + " insert into forage.known_browser (token_hash, account_id) values ($1, $2)";

    private final ForageDatabase database;
    private final SecretCookie cookie;

    KnownBrowsers(ForageDatabase database, ForageConfig config) {
        this.database = database;
        cookie = new SecretCookie("forage-browser", KNOWN, config.accounts().alwaysSecureCookie());
    }

    /** What the browser shows to be known again; it may be anything. */
    Optional<String> shown(HttpServerRequest request) {
        return cookie.read(request);
    }

    /** Whether the account signed in with the browser that shows this. */
    Uni<Boolean> knows(Optional<String> shown, Optional<Account> account) {
        if (shown.isEmpty() || account.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return database.run(KNOWS, Tuple.of(SessionToken.hashOf(shown.get()), account.get().id()))
                .map(rows -> rows.size() > 0);
    }

    /** Knows the request's browser from now on. */
    Uni<Void> remember(Account account, HttpServerRequest request) {
        return knows(shown(request), Optional.of(account))
                .flatMap(
                        known ->
                                known
                                        ? Uni.createFrom().voidItem()
                                        : rememberNew(account, request));
    }

    private Uni<Void> rememberNew(Account account, HttpServerRequest request) {
        String token = SessionToken.secret();
        return database.run(
                        REMEMBER,
                        Tuple.of(SessionToken.hashOf(token), account.id(), MOST_OF_AN_ACCOUNT - 1))
                .invoke(() -> cookie.set(request, token))
                .replaceWithVoid();
    }
}
