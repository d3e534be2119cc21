package io.freshet.forage.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.freshet.forage.config.ForageConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class SchemaTest {
    @Inject Schema schema;
    @Inject Repair repair;

    @Test
    void makesTheFirstOperatorThoughTheDatabaseWasAwayForIt()
            throws SQLException, InterruptedException {
        // Given
        ForageClient.operator();
        repair.run("delete from forage.account where name = 'Olga'");
        repair.run("alter table forage.account rename to mislaid");
        // When
        repair.atTheNextTryBut(1);
        schema.start(new StartupEvent());
        repair.awaitTries(2);
        // Then
        assertThat(ForageClient.operator().refresh().<String>path("account.role"))
                .isEqualTo("operator");
    }

    /** Brings the table back just before the dashboard's own work at a try. */
    @Singleton
    static class Repair {
        private final ForageConfig config;
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger tries = new AtomicInteger();

        Repair(ForageConfig config) {
            this.config = config;
        }

        void atTheNextTryBut(int some) {
            tries.set(0);
            left.set(some);
        }

        void awaitTries(int some) throws InterruptedException {
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (tries.get() < some) {
                assertThat(System.nanoTime()).as("tries: %s", tries).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        void observe(@Observes @Priority(1) Migrated event) throws SQLException {
            tries.incrementAndGet();
            if (left.getAndDecrement() == 0) {
                run("alter table if exists forage.mislaid rename to account");
            }
        }

        void run(String sql) throws SQLException {
            try (Connection connection = ForagePostgres.connect(config);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
