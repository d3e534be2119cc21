package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.freshet.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the poller says of a table that is not what the pipeline definition needs. */
class PostgresTableVerifierTest {

    private static final String WHAT_TO_DO =
            "; pipeline pisa needs it: restore it, or change the definition";

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void takesATableWithFurtherColumns() {
        source.createTable("st001 text", "added_later jsonb");

        assertThat(source.reader().definition()).isEqualTo(source.table());
    }

    @Test
    void takesAPartitionedTableWhoseKeyIsUniqueOnlyTogetherWithAnotherColumn() {
        source.database()
                .execute(
                        "create table responses (id bigint, cnt text, escs text, tmins text,"
                                + " belong text, durecec text, year int, primary key (id, year))"
                                + " partition by list (year)");

        assertThat(source.reader()).isNotNull();
    }

    @Test
    void namesATableThatIsNotThere() {
        assertDrifted("there is no table public.responses");
    }

    @Test
    void namesAColumnThatIsNotThere() {
        source.createTable();
        source.database().execute("alter table responses rename tmins to minutes");

        assertDrifted("table responses has no column tmins");
    }

    @Test
    void namesAColumnOfAnotherType() {
        source.createTable();
        source.database().execute("alter table responses alter durecec type numeric using 1");

        assertDrifted("column durecec of table responses is numeric, not text");
    }

    @Test
    void namesAKeyThatIsNoInteger() {
        source.createTable();
        source.database().execute("alter table responses alter id type text");

        assertDrifted(
                "table responses has no key id of an integer type, it is text, as which it has to be declared under columns");
    }

    @Test
    void namesAKeyWithoutAUniqueIndex() {
        source.createTable();
        source.database()
                .execute(
                        "alter table responses drop constraint responses_pkey",
                        "create unique index on responses (id) where cnt is not null",
                        "create unique index on responses (id, cnt)");

        assertDrifted("key id of table responses has no unique index of its own");
    }

    @Test
    void namesTheRightThatIsMissing() {
        source.createTable();
        String reader = source.database().reader().username();
        source.database().execute("revoke select on responses from " + reader);

        assertRefused(
                "%1$s may not read table public.responses; run: grant select on public.responses to %1$s"
                        .formatted(reader));
    }

    @Test
    void needsTheRightToEveryDeclaredColumn() {
        source.createTable();
        String reader = source.database().reader().username();
        source.database()
                .execute(
                        "revoke select on responses from " + reader,
                        "grant select (id, cnt, escs, tmins, belong) on responses to " + reader);
        assertRefused(
                "%1$s may not read column durecec of table public.responses; run: grant select (durecec) on public.responses to %1$s"
                        .formatted(reader));

        source.database().execute("grant select (durecec) on responses to " + reader);

        assertThat(source.reader()).isNotNull();
    }

    private void assertRefused(String what) {
        assertThatThrownBy(source::reader)
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.UNREACHABLE);
                            assertThat(problem)
                                    .hasMessage(
                                            "source fra (%s): %s", source.database().url(), what);
                        });
    }

    private void assertDrifted(String what) {
        assertThatThrownBy(source::reader)
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.DRIFTED);
                            assertThat(problem)
                                    .hasMessage(
                                            "source fra (%s): %s%s",
                                            source.database().url(), what, WHAT_TO_DO);
                        });
    }
}
