package io.freshet.forage.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.forage.problem.Refused;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final AtomicLong now = new AtomicLong();
    private final Attempts attempts = new Attempts(2, Duration.ofMinutes(10), now::get);

    @Test
    void refusesTheOneAboveTheLimitUntilTheWindowEnds() {
        // Given
        attempts.take("ada");
        attempts.take("ada");
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        // When / Then
        assertThatThrownBy(() -> attempts.take("ada"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.status()).isEqualTo(429);
                            assertThat(refused.retryAfterSeconds()).isEqualTo(61);
                        });
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatCode(() -> attempts.take("ada")).doesNotThrowAnyException();
    }

    @Test
    void countsEachKeyByItself() {
        // Given
        attempts.take("ada");
        attempts.take("ada");
        // When / Then
        assertThatCode(() -> attempts.take("grace")).doesNotThrowAnyException();
    }

    @Test
    void startsAnewAfterASuccess() {
        // Given
        attempts.take("ada");
        attempts.take("ada");
        // When
        attempts.forget("ada");
        // Then
        assertThatCode(() -> attempts.take("ada")).doesNotThrowAnyException();
    }

    @Test
    void givesOneAttemptBackAndNoMore() {
        // Given
        attempts.take("class");
        attempts.take("class");
        // When
        attempts.giveBack("class");
        attempts.take("class");
        // Then
        assertThatThrownBy(() -> attempts.take("class")).isInstanceOf(Refused.class);
    }

    @Test
    void forgetsTheOldestKeyWhenThereAreTooMany() {
        // Given
        attempts.take("first");
        attempts.take("first");
        // When
        for (int i = 0; i < 10_000; i++) {
            attempts.take("key " + i);
        }
        // Then
        assertThatCode(() -> attempts.take("first")).doesNotThrowAnyException();
    }
}
