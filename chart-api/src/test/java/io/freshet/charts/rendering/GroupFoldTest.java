package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.summary.Absence;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.SumAggregate;
import io.freshet.pipeline.SummedColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is kept added up is what adding up all rows anew gives. */
class GroupFoldTest {

    private static final Aggregate SUM = new SumAggregate(SummedColumn.of("amount"));

    private final Summary<GroupKey> summary = Summary.ofMany(List.of(SUM));
    private final Summary<GroupKey> prices = Summary.ofMany(List.of());
    private final GroupFold fold = new GroupFold(summary, Map.of("price", prices), 1);
    private final TreeMap<Long, Sale> sales = new TreeMap<>();

    private record Sale(int source, String area, String kind, Integer price) {}

    private static Sale sale(long id, int area, int kind, int price) {
        return new Sale(
                (int) (id % 2),
                area == 0 ? "west" : "east",
                kind == 0 ? null : "k" + kind,
                price == 0 ? null : price);
    }

    /** Has a row be another one, or be gone: its id, area (2: gone), kind and price. */
    private void apply(List<Integer> step) {
        long id = step.get(0);
        Sale before = sales.get(id);
        if (step.get(1) == 2) {
            sales.remove(id);
        } else {
            sales.put(id, sale(id, step.get(1), step.get(2), step.get(3)));
        }
        for (Sale touched : Arrays.asList(before, sales.get(id))) {
            if (touched != null) {
                put(touched);
            }
        }
    }

    /** Puts what the warehouse would hold now of the groups that a row is or was in. */
    private void put(Sale touched) {
        List<Sale> same =
                sales.values().stream()
                        .filter(sale -> sale.source == touched.source)
                        .filter(sale -> sale.area.equals(touched.area))
                        .filter(sale -> Objects.equals(sale.kind, touched.kind))
                        .toList();
        GroupKey group = new GroupKey(Arrays.asList(touched.area, touched.kind));
        set(summary, touched.source, group, figures(List.of(SUM), same));
        GroupKey value =
                new GroupKey(Arrays.asList(touched.area, touched.kind, number(touched.price)));
        set(
                prices,
                touched.source,
                value,
                figures(
                        List.of(),
                        same.stream()
                                .filter(sale -> Objects.equals(sale.price, touched.price))
                                .toList()));
    }

    private static void set(
            Summary<GroupKey> summary, int source, GroupKey key, GroupFigures figures) {
        if (figures.rows() == 0) {
            summary.remove(source, key);
        } else {
            summary.put(source, key, figures);
        }
    }

    private static BigDecimal number(Integer price) {
        return price == null ? null : BigDecimal.valueOf(price);
    }

    private static GroupFigures figures(List<Aggregate> aggregates, List<Sale> sales) {
        List<Integer> priced = sales.stream().map(Sale::price).filter(Objects::nonNull).toList();
        List<BigDecimal> sum =
                List.of(
                        BigDecimal.valueOf(priced.size()),
                        BigDecimal.valueOf(priced.stream().mapToInt(Integer::intValue).sum()));
        return new GroupFigures(
                aggregates, sales.size(), aggregates.isEmpty() ? List.of() : List.of(sum));
    }

    /** By kind: rows, their sum, and the values that they have, each as often as rows have it. */
    private String expected(Predicate<Sale> counted) {
        Map<String, List<Sale>> groups =
                sales.values().stream()
                        .filter(counted)
                        .collect(Collectors.groupingBy(sale -> String.valueOf(sale.kind)));
        TreeMap<String, String> lines = new TreeMap<>();
        groups.forEach(
                (kind, rows) -> {
                    List<Integer> prices =
                            rows.stream()
                                    .map(Sale::price)
                                    .filter(Objects::nonNull)
                                    .sorted()
                                    .toList();
                    lines.put(
                            kind,
                            "%d %d %s"
                                    .formatted(
                                            rows.size(),
                                            prices.stream().mapToInt(Integer::intValue).sum(),
                                            prices));
                });
        return lines.toString();
    }

    private static String told(Map<GroupKey, FoldedGroups.State> groups) {
        TreeMap<String, String> lines = new TreeMap<>();
        groups.forEach(
                (key, state) -> {
                    List<Object> prices =
                            LongStream.range(0, state.values("price").rows())
                                    .mapToObj(state.values("price")::at)
                                    .toList();
                    lines.put(
                            String.valueOf(key.parts().get(0)),
                            "%d %s %s".formatted(state.rows(), state.state(SUM).get(1), prices));
                });
        return lines.toString();
    }

    @Property(tries = 200)
    void whateverChangesAndHoweverOftenSomebodyLooks(
            @ForAll @Size(max = 60) List<@Size(4) List<@IntRange(max = 2) Integer>> steps,
            @ForAll @IntRange(min = 1, max = 9) int looksEach) {
        for (int i = 0; i < steps.size(); i++) {
            apply(steps.get(i));
            if (i % looksEach == 0) {
                assertThat(told(fold.groups().all())).isEqualTo(expected(sale -> true));
            }
            if (i == steps.size() / 2) {
                fold.choose(key -> "west".equals(key.parts().get(0)));
                assertThat(told(fold.groups().all()))
                        .isEqualTo(expected(sale -> sale.area.equals("west")));
                fold.choose(key -> true);
            }
        }
        FoldedGroups groups = fold.groups();
        assertThat(told(groups.all())).isEqualTo(expected(sale -> true));
        assertThat(told(groups.by(key -> true, 0))).isEqualTo(told(groups.all()));
        assertThat(groups.together(groups.all().values()).rows()).isEqualTo(sales.size());
    }

    @Test
    void groupsThatWereGivenStayAsTheyWere() {
        apply(List.of(1, 0, 1, 1));
        FoldedGroups before = fold.groups();

        apply(List.of(2, 0, 1, 2));
        fold.groups();

        assertThat(told(before.all())).isEqualTo("{k1=1 1 [1]}");
    }

    @Test
    void nothingIsLeftOfWhatIsNotHeldAnyMoreAndItBeginsAnew() {
        apply(List.of(1, 0, 1, 1));
        summary.giveUp(new Absence(Absence.TOO_LARGE, "too many"));
        prices.giveUp(new Absence(Absence.TOO_LARGE, "too many"));
        assertThat(fold.groups().all()).isEmpty();

        summary.begin();
        prices.begin();
        sales.clear();
        apply(List.of(2, 1, 2, 2));

        assertThat(told(fold.groups().all())).isEqualTo("{k2=1 2 [2]}");
    }
}
