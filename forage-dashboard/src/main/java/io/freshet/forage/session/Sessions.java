package io.freshet.forage.session;

import io.freshet.forage.account.Account;
import io.freshet.forage.account.Role;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The open sessions, in the database: a restart signs nobody out, and any instance knows them. By
 * hand, as the session of Quarkus' form authentication is an encrypted cookie, which the server
 * cannot close.
 */
@Singleton
final class Sessions {
    private static final String OPEN =
            "with expired as (delete from forage.session where expires_at < now())"
                    + " insert into forage.session (token_hash, account_id, csrf_token, expires_at)"
                    + " values ($1, $2, $3, $4)";
    private static final String FIND =
            "select a.id, a.name, a.role, s.csrf_token from forage.session s"
                    + " join forage.account a on a.id = s.account_id"
                    + " where s.token_hash = $1 and s.expires_at > now()";
    private static final String CLOSE = "delete from forage.session where token_hash = $1";

    private static final String CLOSE_ALL =
            "with gone as (delete from forage.session s using forage.account a"
                    + " where a.id = s.account_id and a.oidc_subject = $1 returning a.name)"
                    + " select min(name) as name from gone";

    private final ForageDatabase database;
    private final TokenKey key;
    private final Duration length;

    Sessions(ForageDatabase database, TokenKey key, ForageConfig config) {
        this.database = database;
        this.key = key;
        this.length = config.accounts().sessionLength();
    }

    /** Opens a session and gives the token by which the browser will be known. */
    Uni<SessionToken> open(Account account) {
        return key.get().map(SessionToken::random).call(token -> keep(token, account));
    }

    private Uni<RowSet<Row>> keep(SessionToken token, Account account) {
        OffsetDateTime expiry = OffsetDateTime.now(ZoneOffset.UTC).plus(length);
        return database.run(
                OPEN, Tuple.of(token.hash(), account.id(), SessionToken.secret(), expiry));
    }

    /**
     * The session of that token, or nothing where there is none any more. For a token that was not
     * made here the database is not asked.
     */
    Uni<Optional<Session>> find(SessionToken token) {
        return key.get()
                .flatMap(
                        made ->
                                token.isMarked(made)
                                        ? database.run(FIND, Tuple.of(token.hash()))
                                                .map(Sessions::session)
                                        : Uni.createFrom().item(Optional.empty()));
    }

    /** Closes the session of that token. */
    Uni<Void> close(SessionToken token) {
        return database.run(CLOSE, Tuple.of(token.hash())).replaceWithVoid();
    }

    /** Closes all sessions of a subject of the provider; gives the account's name if it had any. */
    Uni<Optional<String>> closeAllOf(String subject) {
        return database.run(CLOSE_ALL, Tuple.of(subject))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getString("name")));
    }

    private static Optional<Session> session(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        Account account =
                new Account(
                        row.getLong("id"), row.getString("name"), Role.of(row.getString("role")));
        return Optional.of(new Session(account, row.getString("csrf_token")));
    }
}
