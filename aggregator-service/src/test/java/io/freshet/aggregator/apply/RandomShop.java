package io.freshet.aggregator.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A random definition of orders, their customers and the regions of these, with keys of any kind,
 * derived columns, filters and charts; and the SQL that says what its charts are made of.
 */
final class RandomShop {

    private static final int CHARTS = 4;

    /** What the definition says of its charts. */
    record Chart(List<String> by, List<String> values) {}

    private final Random random;
    final RandomKeys orderKeys;
    final RandomKeys customerKeys;
    final RandomKeys regionKeys;
    private final Map<String, String> derived = new LinkedHashMap<>();
    private final String where;
    private final String customersWhere;
    private final boolean joinsRegions;

    /** By their names in the definition, the SQL of columns. */
    private final Map<String, String> columns = new LinkedHashMap<>();

    final List<Chart> charts = new ArrayList<>();

    RandomShop(Random random) {
        this(
                random,
                RandomKeys.any(random),
                RandomKeys.joinable(random),
                RandomKeys.joinable(random));
    }

    private RandomShop(Random random, RandomKeys orders, RandomKeys customers, RandomKeys regions) {
        this.random = random;
        this.orderKeys = orders;
        this.customerKeys = customers;
        this.regionKeys = regions;
        RandomExpressions expressions = new RandomExpressions(random);
        derived.put("d", expressions.number(3));
        derived.put("t", expressions.text(2));
        derived.put("b", expressions.truth(2));
        this.where = expressions.truth(2);
        this.customersWhere = random.nextBoolean() ? "name is distinct from 'n1'" : "true";
        this.joinsRegions = random.nextInt(4) > 0;
        derived.forEach((name, sql) -> columns.put(name, "(%s)".formatted(sql)));
        Stream.of("qty", "status", "paid", "day").forEach(name -> columns.put(name, name));
        columns.put("customers.name", "c.name");
        columns.put("customers.credit", "c.credit");
        columns.put("customers.rich", "(c.credit > 1.0)");
        if (joinsRegions) {
            columns.put("regions.title", "r.title");
            columns.put("regions.tax", "r.tax");
        }
        for (int i = 0; i < CHARTS; i++) {
            charts.add(chart());
        }
    }

    /** Another definition of the same tables. */
    RandomShop changed() {
        return new RandomShop(random, orderKeys, customerKeys, regionKeys);
    }

    private Chart chart() {
        List<String> by = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            by.add(any(columns.keySet().stream().toList()));
        }
        List<String> values = new ArrayList<>(List.of("count"));
        for (int i = random.nextInt(4); i > 0; i--) {
            String number =
                    any(
                            columns.keySet().stream()
                                    .filter(name -> name.matches("d|qty|.*credit|.*tax"))
                                    .toList());
            String any = any(columns.keySet().stream().toList());
            values.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "median(%s)".formatted(number);
                        case 1 -> "stddev(%s)".formatted(number);
                        case 2 -> "count_distinct(%s)".formatted(any);
                        case 3 -> "count(%s)".formatted(any);
                        default -> "sum(%s)".formatted(number);
                    });
        }
        return new Chart(by.stream().distinct().toList(), values.stream().distinct().toList());
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String yaml() {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        pipeline: sales
                        tables:
                          orders:
                            key: %s
                            columns: {%s}
                            derive: {%s}
                            where: %s
                          customers:
                            key: %s
                            columns: {%s}
                            derive: {rich: credit > 1.0}
                            where: %s
                          regions:
                            key: %s
                            columns: {%s}
                        joins: {orders.customer: customers%s}
                        charts:
                        """
                                .formatted(
                                        orderKeys.declared("o"),
                                        typed(orderColumns()),
                                        derived.entrySet().stream()
                                                .map(e -> e.getKey() + ": " + quoted(e.getValue()))
                                                .collect(Collectors.joining(", ")),
                                        quoted(where),
                                        customerKeys.declared("c"),
                                        typed(customerColumns()),
                                        quoted(customersWhere),
                                        regionKeys.declared("r"),
                                        typed(regionColumns()),
                                        joinsRegions ? ", customers.region: regions" : ""));
        for (int i = 0; i < charts.size(); i++) {
            yaml.append("  c%d: {of: orders, by: [%s], values: {".formatted(i, by(charts.get(i))));
            for (int v = 0; v < charts.get(i).values().size(); v++) {
                yaml.append(v == 0 ? "" : ", ")
                        .append("v%d: %s".formatted(v, charts.get(i).values().get(v)));
            }
            yaml.append("}}\n");
        }
        return yaml.toString().replace("by: [], ", "");
    }

    private static String by(Chart chart) {
        return chart.by().stream()
                .map(name -> name.contains(".") ? name : "orders." + name)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String expression) {
        return "'" + expression.replace("'", "''") + "'";
    }

    private static String typed(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> column.getKey() + ": " + column.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> columns(
            RandomKeys keys, String prefix, Map<String, String> others) {
        Map<String, String> columns = new LinkedHashMap<>();
        keys.columns(prefix).forEach(column -> columns.put(column, keys.type(column, prefix)));
        columns.putAll(others);
        return columns;
    }

    private Map<String, String> orderColumns() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("qty", "numeric");
        others.put("price", "numeric");
        others.put("status", "text");
        others.put("paid", "boolean");
        others.put("day", "date");
        others.put("customer", customerKeys.joinType());
        return columns(orderKeys, "o", others);
    }

    private Map<String, String> customerColumns() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("name", "text");
        others.put("credit", "numeric");
        others.put("region", regionKeys.joinType());
        return columns(customerKeys, "c", others);
    }

    private Map<String, String> regionColumns() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("title", "text");
        others.put("tax", "numeric");
        return columns(regionKeys, "r", others);
    }

    AnyRows orders() {
        return new AnyRows("sales", "orders", List.copyOf(orderColumns().keySet()));
    }

    AnyRows customers() {
        return new AnyRows("sales", "customers", List.copyOf(customerColumns().keySet()));
    }

    AnyRows regions() {
        return new AnyRows("sales", "regions", List.copyOf(regionColumns().keySet()));
    }

    Object[] order(int number) {
        return row(
                orderKeys,
                "o",
                number,
                maybe(random.nextInt(5) - 1),
                maybe(random.nextInt(40) / 4.0),
                maybe(List.of("open", "sent", "draft", " Eve ").get(random.nextInt(4))),
                maybe(random.nextBoolean()),
                maybe("2026-03-%02d".formatted(1 + random.nextInt(20))),
                maybe(customerKeys.value("", random.nextInt(RandomKeys.MOST))));
    }

    Object[] customer(int number) {
        return row(
                customerKeys,
                "c",
                number,
                maybe("n" + random.nextInt(3)),
                maybe(random.nextInt(9) / 4.0),
                maybe(regionKeys.value("", random.nextInt(RandomKeys.MOST))));
    }

    Object[] region(int number) {
        return row(
                regionKeys,
                "r",
                number,
                maybe("t" + random.nextInt(3)),
                maybe(random.nextInt(5) / 2.0));
    }

    private static Object[] row(RandomKeys keys, String prefix, int number, Object... values) {
        List<Object> row = new ArrayList<>();
        row.add(keys.home(number));
        keys.columns(prefix).forEach(column -> row.add(keys.value(column, number)));
        row.addAll(Arrays.asList(values));
        return row.toArray();
    }

    private Object maybe(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    /** The SQL of a column by its name in the definition. */
    String sql(String column) {
        return columns.get(column);
    }

    /** The rows that count, with all that they are joined to, as SQL says it after {@code from}. */
    String rows() {
        String customers =
                "(select * from sales.orders where %s) o left join (select * from sales.customers where %s) c on c.source_id = o.source_id and c.%s = o.customer"
                        .formatted(where, customersWhere, customerKeys.sql("c"));
        return joinsRegions
                ? customers
                        + " left join sales.regions r on r.source_id = o.source_id and r.%s = c.region"
                                .formatted(regionKeys.sql("r"))
                : customers;
    }
}
