package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import io.freshet.poller.log.LogEar;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions end, by the server's will or by ours, without a stack in the log. */
class QuietEndsTest {

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private final LogEar ear = new LogEar("");

    @BeforeEach
    void listen() {
        source.createTable();
        source.insert(1, 10);
    }

    @AfterEach
    void close() {
        ear.close();
        source.close();
    }

    @Test
    void aTerminatedSessionSaysSoInASentenceAtTheNextRead() throws Exception {
        SourceTable reader = source.reader();

        source.query(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'freshet-poller'"
                        + " and datname = current_database()");
        TimeUnit.MILLISECONDS.sleep(200);

        assertThatThrownBy(() -> source.readAll(reader))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.state()).isEqualTo(SourceState.UNREACHABLE));
        assertThat(stacks()).isEmpty();
        assertThat(source.readAll(source.freshReader()).size()).isEqualTo(10);
    }

    @Test
    void aConnectorThatIsClosedBeforeItsVertxLeavesNoStacks() {
        Vertx vertx = Vertx.vertx();
        PostgresConnector connector = new PostgresConnector(vertx);
        for (int i = 0; i < 5; i++) {
            SourceConnection connection =
                    source.await(
                            connector.open(
                                    source.config(
                                            source.database().url(), source.database().reader())));
            source.await(connection.verify(source.table()));
        }

        connector.close();
        source.await(vertx.close());

        assertThat(stacks()).isEmpty();
    }

    private List<String> stacks() {
        return ear.heard().stream()
                .filter(entry -> entry.getThrown() != null)
                .map(entry -> entry.getLoggerName() + ": " + entry.getMessage())
                .toList();
    }
}
