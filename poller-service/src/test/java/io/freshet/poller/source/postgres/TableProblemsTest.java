package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshet.events.KeyRange;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one table is told from what is wrong with its source, and named. */
class TableProblemsTest {

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "shop",
                    new StringReader(
                            """
                            pipeline: shop
                            tables:
                              orders:
                                key: id
                                columns: {total: {type: numeric, source-type: numeric}, note: {type: text}}
                              items: {key: id, columns: {note: {type: text}}}
                            """));

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private SourceConnection connection;
    private SourceTable orders;
    private SourceTable items;

    @BeforeEach
    void open() {
        execute("create table orders (id bigint primary key, total numeric, note text)");
        execute("create table items (id bigint primary key, note text)");
        execute("insert into orders select i, i, 'n' || i from generate_series(1, 10) i");
        execute("insert into items select i, 'n' || i from generate_series(1, 10) i");
        connection = source.connection();
        orders = source.reader(SHOP.table("orders"));
        items = source.reader(SHOP.table("items"));
        assertThat(rows(orders)).isEqualTo(10);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private void execute(String sql) {
        source.database().execute(sql);
    }

    private int rows(SourceTable table) {
        return source.await(table.probe(List.of(KeyRange.ALL), 1, 100)).rows().size();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table orders drop column total"
                        + "| table orders has no column total"
                        + "| alter table orders add column total numeric",
                "alter table orders rename column total to amount"
                        + "| table orders has no column total"
                        + "| alter table orders rename column amount to total",
                "alter table orders alter column total type text"
                        + "| column total of table orders is text, not numeric"
                        + "| alter table orders alter column total type numeric using total::numeric",
                "alter table orders rename to old"
                        + "| there is no table public.orders"
                        + "| alter table old rename to orders",
                "revoke select on orders from public, READER"
                        + "| may not read table public.orders"
                        + "| grant select on orders to READER",
                "revoke select on orders from READER; grant select (id, note) on orders to READER"
                        + "| may not read column total of table public.orders"
                        + "| grant select on orders to READER",
                "alter table orders enable row level security"
                        + "| row-level security may hide rows of table public.orders"
                        + "| alter table orders disable row level security"
            })
    void theConnectionReadsTheOthersOnAndTheTableAgainOnceItIsMended(
            String damage, String sentence, String mending) {
        String reader = "\"" + source.database().reader().username() + "\"";
        execute(damage.replace("READER", reader));

        SourceProblem problem =
                catchThrowableOfType(
                        SourceProblem.class,
                        () -> source.await(connection.verify(SHOP.table("orders"))));

        assertThat(problem.ofTable()).isPresent();
        assertThat(problem.ofTable().get())
                .contains(sentence)
                .doesNotContain("postgresql://")
                .doesNotContain(source.database().reader().username());
        assertThat(rows(items)).isEqualTo(10);

        execute(mending.replace("READER", reader));

        SourceTable again = source.await(connection.verify(SHOP.table("orders")));
        assertThat(rows(again)).isEqualTo(10);
    }

    @Test
    void aColumnThatGoesWhileItIsReadIsTheTablesProblem() {
        execute("alter table orders drop column total");

        assertThatThrownBy(() -> rows(orders))
                .isInstanceOfSatisfying(
                        SourceProblem.class, error -> assertThat(error.ofTable()).isPresent());
        assertThat(rows(items)).isEqualTo(10);
    }

    @Test
    void aViewThatFailsForItsValuesIsNamedWithoutThem() {
        execute("alter table orders rename to kept");
        execute("create view orders as select id, (note || '')::numeric as total, note from kept");
        execute("update kept set note = '7' where id > 1");
        SourceTable view = source.await(connection.verify(SHOP.table("orders")));

        assertThatThrownBy(() -> rows(view))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        error ->
                                assertThat(error.ofTable())
                                        .contains(
                                                "it cannot be read (SQL state 22P02); the poller's log says why"));
        assertThat(rows(items)).isEqualTo(10);

        execute("update kept set note = '7'");
        assertThat(rows(view)).isEqualTo(10);
    }

    @Test
    void aSessionThatIsEndedIsNotTheTablesProblem() {
        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                        .formatted(source.database().reader().username()));

        assertThatThrownBy(() -> rows(orders))
                .isInstanceOfSatisfying(
                        SourceProblem.class, error -> assertThat(error.ofTable()).isEmpty());
    }
}
