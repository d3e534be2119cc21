package io.freshet.forage.signin;

import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * Counts attempts of one kind by a key within a window of time, and refuses those above the limit.
 * Kept in the database: all instances count together, a restart forgets nothing, and keys go when
 * their window has ended and not before, however many others there are. Safe on any thread; does
 * not block.
 */
final class Attempts {

    /**
     * One attempt more, and those of before whose window ended a while ago forgotten. The clock is
     * the database's, as instances may differ.
     */
    private static final String TAKE =
            "with old as (select key from forage.attempt where since < now() - 2 * make_interval(secs => $2)"
                    + " order by since limit 10 for update skip locked),"
                    + " gone as (delete from forage.attempt a using old"
                    + " where a.key = old.key and a.key <> $1)"
                    + " insert into forage.attempt as a (key, since, count) values ($1, now(), 1)"
                    + " on conflict (key) do update set"
                    + " since = case when a.since <= now() - make_interval(secs => $2) then now()"
                    + " else a.since end,"
                    + " count = case when a.since <= now() - make_interval(secs => $2) then 1"
                    + " else least(a.count, $3) + 1 end"
                    + " returning a.count,"
                    + " ceil(extract(epoch from a.since + make_interval(secs => $2) - now()))::bigint as seconds";

    private static final String GIVE_BACK =
            "update forage.attempt set count = count - 1 where key = $1 and count > 0";
    private static final String FORGET = "delete from forage.attempt where key = $1";

    private final ForageDatabase database;
    private final String kind;
    private final int limit;
    private final double windowSeconds;

    /**
     * @param kind tells these keys from those of other kinds
     * @param limit how many attempts a key has within a window
     * @param window from a key's first attempt on
     */
    Attempts(ForageDatabase database, String kind, int limit, Duration window) {
        this.database = database;
        this.kind = kind;
        this.limit = limit;
        this.windowSeconds = window.toSeconds();
    }

    /**
     * Takes one attempt.
     *
     * @return fails with {@link Refused} where the key has none left, naming the seconds until the
     *     next
     */
    Uni<Void> take(String key) {
        return database.run(TAKE, Tuple.of(hash(key), windowSeconds, limit))
                .map(rows -> rows.iterator().next())
                .invoke(this::check)
                .replaceWithVoid();
    }

    private void check(Row taken) {
        if (taken.getInteger("count") > limit) {
            long seconds = Math.max(1, taken.getLong("seconds"));
            throw Refused.tooMany(
                    "Too many attempts; the next one is possible in " + inWords(seconds) + ".",
                    seconds);
        }
    }

    /** Takes back one attempt, which was none at guessing. */
    Uni<Void> giveBack(String key) {
        return database.run(GIVE_BACK, Tuple.of(hash(key))).replaceWithVoid();
    }

    /** Forgets the key's attempts, after one that succeeded. */
    Uni<Void> forget(String key) {
        return database.run(FORGET, Tuple.of(hash(key))).replaceWithVoid();
    }

    /** Of the same length for every key, and nobody's name. */
    private Buffer hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(
                    sha256.digest((kind + '\n' + key).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String inWords(long seconds) {
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }
}
