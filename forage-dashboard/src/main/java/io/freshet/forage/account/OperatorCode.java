package io.freshet.forage.account;

import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.database.Migrated;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * A code that is logged at a start without any operator, by which the first one makes their
 * account, once: whoever reads the log owns the server. Each instance has one, of which only the
 * hash is kept, for a day. Using it does not block.
 */
@Singleton
public final class OperatorCode {
    private static final Logger LOG = Logger.getLogger(OperatorCode.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without those that are taken for others. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int PARTS = 5;
    private static final int LENGTH = 4;
    private static final String KEEP =
            "with old as (delete from forage.operator_code where expires_at < now())"
                    + " insert into forage.operator_code (code_hash, expires_at)"
                    + " select $1, now() + interval '1 day' where not exists"
                    + " (select from forage.account where role = 'operator') returning code_hash";
    private static final String REDEEM =
            "with used as (delete from forage.operator_code where exists"
                    + " (select from forage.operator_code where code_hash = $5"
                    + " and expires_at > now()) and not exists"
                    + " (select from forage.account where role = 'operator' or name_key = $2)"
                    + " returning code_hash)"
                    + " insert into forage.account (name, name_key, password_hash, role)"
                    + " select $1, $2, $3, $4 where exists (select from used)"
                    + " on conflict do nothing returning id";

    private final ForageDatabase database;
    private final boolean needed;
    private volatile boolean wanted;

    OperatorCode(ForageDatabase database, ForageConfig config) {
        this.database = database;
        needed = config.operator().name().isEmpty() && !config.oidc().enabled();
    }

    void make(@Observes Migrated event) {
        if (!needed) {
            return;
        }
        String code = random();
        RowSet<Row> kept = database.run(KEEP, Tuple.of(hash(code))).await().indefinitely();
        tell(code, kept.size() > 0);
    }

    private void tell(String code, boolean kept) {
        wanted = kept;
        if (kept) {
            LOG.infof(
                    "There is no operator yet. Sign up with the code %s to be the first; it is"
                            + " valid once, for a day.",
                    code);
        }
    }

    /** Whether this start found no operator, and no code was used here since. */
    public boolean isWanted() {
        return wanted;
    }

    /**
     * Makes the first operator's account.
     *
     * @return fails with {@link Refused} where the code is wrong or used, or the name is taken
     */
    public Uni<Account> redeem(String code, AccountName name, String passwordHash) {
        Tuple values =
                Tuple.of(
                        name.text(),
                        name.key(),
                        passwordHash,
                        Role.OPERATOR.wireName(),
                        hash(code.strip().toUpperCase(Locale.ROOT)));
        return database.run(REDEEM, values)
                .map(
                        made -> {
                            if (made.size() == 0) {
                                throw Refused.of(
                                        Status.FORBIDDEN,
                                        "The code is not right, or was used, or the name is taken."
                                                + " A new start of the server logs another code.");
                            }
                            wanted = false;
                            return new Account(
                                    made.iterator().next().getLong("id"),
                                    name.text(),
                                    Role.OPERATOR);
                        });
    }

    private static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < PARTS * LENGTH; i++) {
            code.append(i > 0 && i % LENGTH == 0 ? "-" : "")
                    .append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static Buffer hash(String code) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(sha256.digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
