package io.freshet.forage.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.freshet.forage.database.ForageDatabase;
import io.freshet.forage.problem.Refused;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class AttemptsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static int kinds;

    @Inject ForageDatabase database;
    private Attempts attempts;

    @BeforeEach
    void ofAKindOfTheirOwn() {
        ForageClient.operator(); // whom there is once the schema is made
        attempts = new Attempts(database, "test " + kinds++, 2, Duration.ofMinutes(10));
    }

    @Test
    void refusesTheOneAboveTheLimitAndSaysUntilWhen() {
        // Given
        await(attempts.take("ada"));
        await(attempts.take("ada"));
        // When / Then
        assertThatThrownBy(() -> await(attempts.take("ada")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.status()).isEqualTo(429);
                            assertThat(refused.retryAfterSeconds()).isBetween(500L, 600L);
                        });
    }

    @Test
    void startsAnewWhenTheWindowHasEnded() throws InterruptedException {
        // Given
        Attempts brief = new Attempts(database, "brief " + kinds++, 1, Duration.ofSeconds(1));
        await(brief.take("ada"));
        // When / Then
        long until = System.nanoTime() + LIMIT.toNanos();
        while (isRefused(brief)) {
            assertThat(System.nanoTime()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean isRefused(Attempts attempts) {
        try {
            await(attempts.take("ada"));
            return false;
        } catch (Refused refused) {
            return true;
        }
    }

    @Test
    void countsEachKeyByItselfAndForgetsNoneForTheOthers() {
        // Given
        await(attempts.take("ada"));
        await(attempts.take("ada"));
        // When
        for (int i = 0; i < 50; i++) {
            await(attempts.take("key " + i));
        }
        // Then
        assertThat(isRefused(attempts)).isTrue();
    }

    @Test
    void countsForAllInstancesTogether() {
        // Given
        String kind = "shared " + kinds++;
        await(new Attempts(database, kind, 1, Duration.ofMinutes(1)).take("ada"));
        // When / Then
        assertThat(isRefused(new Attempts(database, kind, 1, Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void startsAnewAfterASuccess() {
        // Given
        await(attempts.take("ada"));
        await(attempts.take("ada"));
        // When
        await(attempts.forget("ada"));
        // Then
        assertThatCode(() -> await(attempts.take("ada"))).doesNotThrowAnyException();
    }

    @Test
    void givesOneAttemptBackAndNoMore() {
        // Given
        await(attempts.take("ada"));
        await(attempts.take("ada"));
        // When
        await(attempts.giveBack("ada"));
        await(attempts.take("ada"));
        // Then
        assertThat(isRefused(attempts)).isTrue();
    }

    private static void await(Uni<Void> done) {
        done.await().atMost(LIMIT);
    }
}
