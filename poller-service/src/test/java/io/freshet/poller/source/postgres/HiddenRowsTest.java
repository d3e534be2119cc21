package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row-level security on a table that is read. */
class HiddenRowsTest {

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @BeforeEach
    void insert() {
        source.createTable();
        source.insert(1, 10);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest(name = "pooled: {0}")
    @ValueSource(booleans = {false, true})
    void isNotTakenForRowsThatAreGone(boolean pooled) {
        source.read(new AccessConfig(pooled, false, ZoneOffset.UTC));
        SourceTable before = source.reader();
        assertThat(source.readAll(before).size()).isEqualTo(10);

        source.database().execute("alter table responses enable row level security");

        assertRestricted(() -> source.readAll(before));
        assertRestricted(source::freshReader);
        source.database().execute("create policy half on responses using (id % 2 = 0)");
        assertRestricted(source::freshReader);
        source.database().execute("alter table responses disable row level security");
        assertThat(source.readAll(source.freshReader()).size()).isEqualTo(10);
    }

    @ParameterizedTest(name = "pooled: {0}")
    @ValueSource(booleans = {false, true})
    void isFoundBehindAView(boolean pooled) {
        source.read(new AccessConfig(pooled, false, ZoneOffset.UTC));
        String reader = source.database().reader().username();
        source.database()
                .execute(
                        "alter table responses rename to answers",
                        "create view responses as select * from answers",
                        "grant select on responses to " + reader);
        SourceTable view = source.reader();
        assertThat(source.readAll(view).size()).isEqualTo(10);

        source.database()
                .execute(
                        "alter table answers enable row level security",
                        "create role " + reader + "_owner",
                        "grant create on schema public to " + reader + "_owner",
                        "grant select on answers to " + reader + "_owner",
                        "alter view responses owner to " + reader + "_owner");
        try {
            assertRestricted(() -> source.readAll(view));
        } finally {
            source.database()
                    .execute(
                            "drop owned by " + reader + "_owner cascade",
                            "drop role " + reader + "_owner");
        }
    }

    @ParameterizedTest(name = "pooled: {0}")
    @ValueSource(booleans = {false, true})
    void countsAsItIsSeenWhereTheConfigurationSaysSo(boolean pooled) {
        source.database()
                .execute(
                        "alter table responses enable row level security",
                        "create policy half on responses using (id % 2 = 0)");
        source.read(new AccessConfig(pooled, true, ZoneOffset.UTC));

        assertThat(source.readAll(source.reader()).keys()).containsExactly(2, 4, 6, 8, 10);
    }

    private static void assertRestricted(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.RESTRICTED);
                            assertThat(problem)
                                    .hasMessageContaining("row-level security may hide rows from")
                                    .hasMessageContaining(
                                            "bypassrls; or say row-security: filtered");
                        });
    }
}
