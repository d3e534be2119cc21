package io.freshet.forage.session;

import io.freshet.forage.database.ForageDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** What this installation marks its tokens with: the same for all instances. Does not block. */
@Singleton
final class TokenKey {
    /** Writes in vain where there is one, so that the one that is there is given in any case. */
    private static final String KEY =
            "insert into forage.token_key (key) values ($1)"
                    + " on conflict (only_one) do update set key = forage.token_key.key"
                    + " returning key";

    private final ForageDatabase database;
    private volatile byte[] known;

    TokenKey(ForageDatabase database) {
        this.database = database;
    }

    /** The key, made where there is none yet; fails where accounts are away. */
    Uni<byte[]> get() {
        byte[] key = known;
        if (key != null) {
            return Uni.createFrom().item(key);
        }
        Buffer another = Buffer.buffer(SessionToken.randomBytes());
        return database.run(KEY, Tuple.of(another))
                .map(rows -> rows.iterator().next().getBuffer("key").getBytes())
                .invoke(read -> known = read);
    }
}
