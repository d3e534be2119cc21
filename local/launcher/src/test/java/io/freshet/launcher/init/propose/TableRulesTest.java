package io.freshet.launcher.init.propose;

import static io.freshet.launcher.init.propose.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.Access;
import io.freshet.launcher.init.described.DescribedTable.Kind;
import io.freshet.launcher.init.propose.JoinRule.Lead;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which tables are read, by which key, and how they are joined and charted. */
class TableRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static List<String> keyOf(Tables table) {
        return KeyRule.of(table.described()).map(KeyRule.ChosenKey::columns).orElse(List.of());
    }

    @Test
    void thePrimaryKeyIsTheKey() {
        assertThat(
                        keyOf(
                                table("t")
                                        .with("code", "text")
                                        .with("id", "bigint")
                                        .key("code")
                                        .unique("id")))
                .containsExactly("code");
    }

    @Test
    void withoutOneItIsTheShortestUniqueIndexThatIsNeverNull() {
        Tables table =
                table("t")
                        .with("a", "text")
                        .with("b", "text")
                        .with("code", "text")
                        .with("no", "integer")
                        .unique("a", "b")
                        .unique("code")
                        .unique("no");

        assertThat(keyOf(table)).containsExactly("no");
    }

    @Test
    void whatCannotBeReadIsNoKey() {
        assertThat(keyOf(table("t").with("data", "bytea").key("data"))).isEmpty();
        assertThat(keyOf(table("t").with("a", "text"))).isEmpty();
    }

    @Test
    void theNumberOfAPartitionedTablesRowsIsItsKeyAlone() {
        Tables parted =
                table("t").numbered("id").with("at", "timestamp with time zone").key("id", "at");
        Tables turned =
                table("t").numbered("id").with("at", "timestamp with time zone").key("at", "id");

        assertThat(keyOf(parted.is(Kind.PARTITIONED))).containsExactly("id");
        assertThat(keyOf(turned.is(Kind.PARTITIONED)))
                .as("no index begins with it")
                .containsExactly("at", "id");
        assertThat(keyOf(table("t").numbered("id").with("a", "text").key("id", "a")))
                .containsExactly("id", "a");
    }

    private static DescribedDatabase database(Stream<Tables> tables) {
        return new DescribedDatabase("15.4", "reader", tables.map(Tables::described).toList(), 0);
    }

    @Test
    void ofAThousandTablesThoseWithMostToTellAreChosenWithWhatTheyReferTo() {
        TableChoice choice =
                TableChoice.of(
                        database(
                                Stream.concat(
                                        IntStream.range(0, 1_000)
                                                .mapToObj(
                                                        i ->
                                                                table("t" + i)
                                                                        .with("id", "integer")
                                                                        .key("id")
                                                                        .rows(
                                                                                i % 100 == 0
                                                                                        ? 5_000
                                                                                        : 10)),
                                        Stream.of(
                                                table("sales")
                                                        .with("id", "integer")
                                                        .with("shop", "integer")
                                                        .key("id")
                                                        .refers("shop", "shops", "id")
                                                        .rows(90_000),
                                                table("shops")
                                                        .with("id", "integer")
                                                        .key("id")
                                                        .rows(2)))));

        assertThat(choice.chosen())
                .hasSize(ProposalLimits.TABLES)
                .extracting(chosen -> chosen.name().table())
                .contains("sales", "shops", "t0", "t100", "t900");
        assertThat(choice.remarks()).hasSize(1_002 - ProposalLimits.TABLES);
    }

    @Test
    void whatIsLeftOutIsSaidWithWhatToDo() {
        TableChoice choice =
                TableChoice.of(
                        database(
                                Stream.of(
                                        table("a").access(Access.NO_SELECT),
                                        table("b").access(Access.NO_SCHEMA),
                                        table("c").access(Access.ROWS_HIDDEN),
                                        table("d").is(Kind.VIEW).with("id", "integer"),
                                        table("e").is(Kind.FOREIGN).with("id", "integer"),
                                        table("f").with("data", "bytea"),
                                        table("g").with("a", "text"))));

        assertThat(choice.chosen()).isEmpty();
        assertThat(choice.remarks())
                .extracting(remark -> remark.subject() + ": " + remark.sentence())
                .satisfiesExactly(
                        a -> assertThat(a).contains("a: ", "grant select on a to reader"),
                        b ->
                                assertThat(b)
                                        .contains("b: ", "grant usage on schema public to reader"),
                        c -> assertThat(c).contains("c: ", "row-security: filtered"),
                        d -> assertThat(d).contains("d: it is a view"),
                        e -> assertThat(e).contains("e: its rows are on another server"),
                        f -> assertThat(f).contains("f: it has no column of a type"),
                        g -> assertThat(g).contains("g: nothing tells its rows apart"));
    }

    private static final DescribedTable CUSTOMERS =
            table("customers").with("id", "integer").with("name", "text").key("id").described();

    @Test
    void namesSuggestJoinsWhereNoForeignKeySaysSo() {
        DescribedTable orders =
                table("orders")
                        .with("id", "integer")
                        .with("customer_id", "integer")
                        .with("other_id", "integer")
                        .key("id")
                        .described();

        assertThat(JoinRule.guessed(List.of(orders, CUSTOMERS)))
                .containsExactly(
                        new Lead(orders.name(), "customer_id", CUSTOMERS.name(), "id", true));
        assertThat(JoinRule.declared(List.of(orders, CUSTOMERS))).isEmpty();
    }

    @Test
    void namesOfOtherTypesSuggestNothing() {
        DescribedTable orders =
                table("orders")
                        .with("id", "integer")
                        .with("customer_id", "text")
                        .key("id")
                        .described();

        assertThat(JoinRule.guessed(List.of(orders, CUSTOMERS))).isEmpty();
    }

    private static Proposal proposal(DescribedTable... tables) {
        List<DescribedTable> all = List.of(tables);
        return new Proposer(TODAY).propose(all, JoinRule.declared(all), new ArrayList<>());
    }

    @Test
    void twoWaysToATableAreNamedAfterTheirColumns() {
        Proposal proposal =
                proposal(
                        CUSTOMERS,
                        table("orders")
                                .with("id", "integer")
                                .with("sold_to_id", "integer")
                                .with("sent_to_id", "integer")
                                .key("id")
                                .refers("sold_to_id", "customers", "id")
                                .refers("sent_to_id", "customers", "id")
                                .described());

        assertThat(proposal.joins())
                .extracting(ProposedJoin::called)
                .containsExactly("sold_to", "sent_to");
    }

    @Test
    void aJoinInACircleIsLeftOutAndSaid() {
        Proposal proposal =
                proposal(
                        table("staff")
                                .with("id", "integer")
                                .with("boss_id", "integer")
                                .key("id")
                                .refers("boss_id", "staff", "id")
                                .described());

        assertThat(proposal.joins()).isEmpty();
        assertThat(proposal.remarks())
                .extracting(Remark::sentence)
                .anyMatch(said -> said.contains("leads back to it in a circle"));
    }

    @Test
    void chartsAreOfWhatIsMeasuredAndOfWhatBreaksItDown() {
        String[] states = IntStream.range(0, 60).mapToObj(i -> "s" + i % 3).toArray(String[]::new);
        String[] notes = IntStream.range(0, 60).mapToObj(i -> "n" + i).toArray(String[]::new);
        Proposal proposal =
                proposal(
                        table("orders")
                                .with("id", "integer")
                                .with(
                                        "created_at",
                                        "timestamp with time zone",
                                        "2026-11-25 10:00:00+00")
                                .with("state", "text", states)
                                .with("note", "text", notes)
                                .with("amount", "numeric(10,2)", "1.00")
                                .with("price", "numeric(10,2)", "1.00")
                                .with("vat_number", "integer", "1")
                                .with("email", "text")
                                .key("id")
                                .described());

        assertThat(proposal.charts())
                .extracting(ProposedChart::name)
                .containsExactly(
                        "orders-in-all", "orders-per-day", "orders-by-state", "latest-orders");
        assertThat(((ProposedChart.Figures) proposal.charts().get(0)).values())
                .containsExactly(
                        java.util.Map.entry("rows", "count"),
                        java.util.Map.entry("sum_amount", "sum(amount)"),
                        java.util.Map.entry("mean_price", "round(mean(price), 2)"));
        assertThat(((ProposedChart.LatestRows) proposal.charts().get(3)).columns())
                .contains("created_at", "state", "amount")
                .doesNotContain("email");
    }
}
