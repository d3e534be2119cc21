package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions end, by the server's will or by ours, without a stack in the log. */
class QuietEndsTest {

    private static final Logger ROOT = Logger.getLogger("");

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (entry.getThrown() != null) {
                        logged.add(entry.getLoggerName() + ": " + entry.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        source.createTable();
        source.insert(1, 10);
        ROOT.addHandler(handler);
    }

    @AfterEach
    void close() {
        ROOT.removeHandler(handler);
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
        assertThat(logged).isEmpty();
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

        assertThat(logged).isEmpty();
    }
}
