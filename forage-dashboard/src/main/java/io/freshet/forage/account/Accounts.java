package io.freshet.forage.account;

import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The accounts, in the database. Names that people would take for the same are one. */
@Singleton
public final class Accounts {
    private static final String FIELDS = "id, name, role, password_hash";
    private static final String CREATE =
            "insert into forage.account (name, name_key, password_hash, role)"
                    + " select $1, $2, $3, $4 where (select count(*) from forage.account) < $5"
                    + " on conflict do nothing returning id";
    private static final String FIND =
            "select " + FIELDS + " from forage.account where name_key = $1";
    private static final String ALL = "select " + FIELDS + " from forage.account order by name_key";
    private static final String SET_ROLE =
            "update forage.account set role = $2 where name_key = $1 returning id";
    private static final String SET_PASSWORD =
            "with signed_out as (delete from forage.session where account_id ="
                    + " (select id from forage.account where name_key = $1))"
                    + " update forage.account set password_hash = $2 where name_key = $1"
                    + " returning id";
    private static final String REMOVE =
            "delete from forage.account where name_key = $1 returning id";
    private static final String FROM_PROVIDER =
            "insert into forage.account (name, name_key, oidc_subject, role)"
                    + " select $1 || addition, $2 || addition, $3, $4 from (select case when exists"
                    + " (select from forage.account where name_key = $2"
                    + " and oidc_subject is distinct from $3)"
                    + " then ' ' || left(md5($3), 6) else '' end as addition) as own_name"
                    + " on conflict (oidc_subject) do update set role = excluded.role returning "
                    + FIELDS;

    private final ForageDatabase database;
    private final int most;

    Accounts(ForageDatabase database, ForageConfig config) {
        this.database = database;
        this.most = config.accounts().most();
    }

    /**
     * Makes an account; fails with {@link Refused} where the name is taken or there are too many.
     */
    public Uni<Account> create(AccountName name, String passwordHash, Role role) {
        Tuple values = Tuple.of(name.text(), name.key(), passwordHash, role.wireName(), most);
        return database.run(CREATE, values).map(rows -> created(rows, name, role));
    }

    private static Account created(RowSet<Row> rows, AccountName name, Role role) {
        if (rows.size() == 0) {
            throw Refused.of(
                    Status.CONFLICT, "The name " + name.text() + " is taken; choose another.");
        }
        return new Account(rows.iterator().next().getLong("id"), name.text(), role);
    }

    /** The account of that name with its password's hash, where there is one. */
    public Uni<Optional<Credentials>> find(AccountName name) {
        return database.run(FIND, Tuple.of(name.key())).map(Accounts::credentials);
    }

    /** All accounts, by name. */
    public Uni<List<Account>> all() {
        return database.run(ALL, Tuple.tuple())
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(Accounts::account)
                                        .toList());
    }

    /**
     * The account of that subject at the provider, made at its first sign-in, with the role that
     * the provider gives it now. A name that is taken gets six characters added.
     */
    public Uni<Account> fromProvider(String subject, AccountName name, Role role) {
        return database.run(
                        FROM_PROVIDER, Tuple.of(name.text(), name.key(), subject, role.wireName()))
                .map(rows -> account(rows.iterator().next()));
    }

    /** Gives the account a role; fails with {@link Refused} where there is no such account. */
    public Uni<Void> setRole(AccountName name, Role role) {
        return existing(database.run(SET_ROLE, Tuple.of(name.key(), role.wireName())));
    }

    /** Changes the password, and closes the account's sessions. */
    public Uni<Void> setPassword(AccountName name, String passwordHash) {
        return existing(database.run(SET_PASSWORD, Tuple.of(name.key(), passwordHash)));
    }

    /** Removes the account; fails with {@link Refused} where there is no such account. */
    public Uni<Void> remove(AccountName name) {
        return existing(database.run(REMOVE, Tuple.of(name.key())));
    }

    private static Uni<Void> existing(Uni<RowSet<Row>> change) {
        return change.invoke(
                        rows -> {
                            if (rows.size() == 0) {
                                throw Refused.of(Status.NOT_FOUND, "There is no such account.");
                            }
                        })
                .replaceWithVoid();
    }

    private static Optional<Credentials> credentials(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Credentials(account(row), row.getString("password_hash")))
                .findFirst();
    }

    private static Account account(Row row) {
        return new Account(
                row.getLong("id"), row.getString("name"), Role.of(row.getString("role")));
    }

    /**
     * An account and what proves it.
     *
     * @param account the account
     * @param passwordHash null where the account signs in with the provider
     */
    public record Credentials(Account account, String passwordHash) {}
}
