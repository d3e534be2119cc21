package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PostgresSource source = new PostgresSource(TestServers.embeddedPostgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void cannotWriteEvenWhereTheRoleMay() {
        Login owner = new Login(source.database().username(), source.database().password());
        source.createTable();
        PostgresConnection session = source.open(source.database().url(), owner);

        assertThatThrownBy(
                        () ->
                                source.await(
                                        session.query(
                                                "delete from public.responses", Tuple.tuple())))
                .isInstanceOf(SourceProblem.class)
                .hasMessageContaining("read-only transaction");
        session.close();
    }

    @Test
    void saysWhoIsRefused() {
        String url = source.database().url();
        Login login = source.database().reader();

        assertProblem(
                url,
                new Login(login.username(), "wrong"),
                "password authentication failed for user \"%s\"; check username and password"
                        .formatted(login.username()));
        assertProblem(
                url + "_no",
                login,
                "database \"%s_no\" does not exist; check sources.url"
                        .formatted(source.database().name()));
    }

    @Test
    void saysThatNothingAnswers() {
        FaultProxy proxy = proxy();
        proxy.refuse();

        assertProblem(
                proxy.reroute(source.database().url()),
                source.database().reader(),
                "nothing answers there; start the database or check sources.url");
        proxy.close();
    }

    @Test
    void questionsAskedAtOnceCostOneRoundTrip() {
        Duration distance = Duration.ofMillis(100);
        try (FaultProxy proxy = proxy()) {
            PostgresConnection session =
                    source.open(proxy.reroute(source.database().url()), source.database().reader());
            source.await(session.query("select $1::int", Tuple.of(0)));
            proxy.delay(distance);
            long began = System.nanoTime();

            List<Future<RowSet<Row>>> asked =
                    IntStream.range(0, 50)
                            .mapToObj(i -> session.query("select $1::int", Tuple.of(i)))
                            .toList();
            source.await(Future.join(asked));

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(distance.multipliedBy(10));
            assertThat(asked)
                    .extracting(answer -> answer.result().iterator().next().getInteger(0))
                    .isEqualTo(IntStream.range(0, 50).boxed().toList());
            session.close();
        }
    }

    @Test
    void leavesNoConnectionBehindThatIsMadeTooLate() throws Exception {
        try (FaultProxy proxy = proxy()) {
            proxy.hang();
            assertProblem(
                    proxy.reroute(source.database().url()),
                    source.database().reader(),
                    "no answer in time; it hangs, is overloaded or the network is cut");
            assertThat(proxy.connections()).isOne();

            proxy.pass();

            long until = System.nanoTime() + SOON.toNanos();
            while (proxy.connections() > 0) {
                assertThat(System.nanoTime())
                        .as("the connection of the attempt that was given up is closed")
                        .isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Test
    void givesUpAStatementThatTakesTooLong() {
        PostgresConnection session =
                source.open(source.database().url(), source.database().reader());

        assertThatThrownBy(
                        () ->
                                source.await(
                                        session.query("select pg_sleep(20)::text", Tuple.tuple())))
                .isInstanceOf(SourceProblem.class)
                .hasMessageContaining("a read took too long and was given up");
        session.close();
    }

    private FaultProxy proxy() {
        return FaultProxy.inFrontOf(source.database().host(), source.database().port());
    }

    private void assertProblem(String url, Login login, String message) {
        assertThatThrownBy(() -> source.open(url, login))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.UNREACHABLE);
                            assertThat(problem)
                                    .hasMessage("source fra (%s): %s".formatted(url, message));
                        });
    }
}
