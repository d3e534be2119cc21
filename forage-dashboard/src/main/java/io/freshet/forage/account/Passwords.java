package io.freshet.forage.account;

import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.problem.Refused;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes and compares passwords with bcrypt. That takes a good part of a second by design: it runs
 * on worker threads, few at a time, so that a crowd at the door does not take the machine from the
 * charts.
 */
@Singleton
public final class Passwords {
    private static final int SHORTEST = 10;
    private static final int BCRYPT_BYTES = 72;
    private static final int AT_ONCE = 4;

    private final int cost;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Passwords(ForageConfig config) {
        cost = config.accounts().bcryptCost();
    }

    /**
     * The hash to keep of a new password.
     *
     * @return fails with {@link Refused} where the password is too short or too long
     */
    public Uni<String> hash(String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            return refused("A password has at least " + SHORTEST + " characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > BCRYPT_BYTES) {
            return refused("A password has at most " + BCRYPT_BYTES + " bytes.");
        }
        return onWorker(() -> BcryptUtil.bcryptHash(password, cost));
    }

    /**
     * Whether the password is the hash's. Without a hash (no such account) the answer is no, after
     * the same work, so that its time does not tell which names exist.
     */
    public Uni<Boolean> matches(String password, String hash) {
        String given = password == null ? "" : password;
        return onWorker(
                () -> {
                    if (hash == null) {
                        BcryptUtil.bcryptHash(given, cost);
                        return false;
                    }
                    return BcryptUtil.matches(given, hash);
                });
    }

    private <T> Uni<T> onWorker(Supplier<T> work) {
        if (!places.tryAcquire()) {
            return Uni.createFrom()
                    .failure(
                            Refused.tooMany(
                                    "Too many people sign in at this moment; try again.", 1));
        }
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> places.release());
    }

    private static Uni<String> refused(String detail) {
        return Uni.createFrom().failure(Refused.badRequest(detail));
    }
}
