package io.freshet.forage.account;

import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.problem.Refused;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Hashes and compares passwords with bcrypt. That takes a good part of a second by design: it runs
 * on worker threads, few at a time and in turns, so that a crowd at the door takes neither the
 * machine from the charts nor their turn from others.
 */
@Singleton
public final class Passwords {
    private static final int SHORTEST = 10;
    private static final int BCRYPT_BYTES = 72;
    private static final int AT_ONCE = 4;

    /** Some seconds' work; a party of them is a class that signs in at once. */
    private static final int MOST_WAITING = 128;

    private static final int MOST_WAITING_OF_ONE = 32;

    private final int cost;
    private final HashingQueue queue =
            new HashingQueue(
                    Infrastructure.getDefaultWorkerPool(),
                    AT_ONCE,
                    MOST_WAITING,
                    MOST_WAITING_OF_ONE);

    Passwords(ForageConfig config) {
        cost = config.accounts().bcryptCost();
    }

    /**
     * The hash to keep of a new password.
     *
     * @param party for whom, such as their network: each has its turn
     * @return fails with {@link Refused} where the password is too short or too long
     */
    public Uni<String> hash(String password, String party) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            return refused("A password has at least " + SHORTEST + " characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > BCRYPT_BYTES) {
            return refused("A password has at most " + BCRYPT_BYTES + " bytes.");
        }
        return queue.run(party, () -> BcryptUtil.bcryptHash(password, cost));
    }

    /**
     * Whether the password is the hash's. Without a hash (no such account) the answer is no, after
     * the same work, so that its time does not tell which names exist.
     *
     * @param party for whom, such as their network: each has its turn
     */
    public Uni<Boolean> matches(String password, String hash, String party) {
        String given = password == null ? "" : password;
        return queue.run(
                party,
                () -> {
                    if (hash == null) {
                        BcryptUtil.bcryptHash(given, cost);
                        return false;
                    }
                    return BcryptUtil.matches(given, hash);
                });
    }

    private static Uni<String> refused(String detail) {
        return Uni.createFrom().failure(Refused.badRequest(detail));
    }
}
