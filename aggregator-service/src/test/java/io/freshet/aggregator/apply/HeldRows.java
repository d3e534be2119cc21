package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.RowBlock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the warehouse must hold of one source: the plainest model of applying. */
final class HeldRows {

    private static final long QUARTER_HOUR = 900_000_000L;

    private final int source;
    private final String region;
    private final TreeMap<Long, Order> rows = new TreeMap<>();
    private long fence;
    private long sequence;

    HeldRows(int source, String region) {
        this.source = source;
        this.region = region;
    }

    boolean open(long newFence) {
        if (newFence <= fence) {
            return false;
        }
        fence = newFence;
        sequence = 0;
        return true;
    }

    private boolean admit(long itsFence, long itsSequence) {
        if (itsFence != fence || itsSequence != sequence + 1) {
            return false;
        }
        sequence = itsSequence;
        return true;
    }

    void rows(long itsFence, long itsSequence, Collection<Order> orders) {
        if (admit(itsFence, itsSequence)) {
            orders.forEach(order -> put(order, false));
        }
    }

    void range(
            long itsFence,
            long itsSequence,
            long low,
            long high,
            boolean refilled,
            Collection<Order> orders) {
        if (admit(itsFence, itsSequence)) {
            Set<Long> keys = Set.copyOf(orders.stream().map(Order::key).toList());
            rows.subMap(low, true, high, true).keySet().removeIf(key -> !keys.contains(key));
            orders.forEach(order -> put(order, refilled));
        }
    }

    void gone(long itsFence, long itsSequence, Collection<Long> keys) {
        if (admit(itsFence, itsSequence)) {
            rows.keySet().removeAll(keys);
        }
    }

    void doubted(long itsFence, long itsSequence) {
        admit(itsFence, itsSequence);
    }

    private void put(Order order, boolean refilled) {
        Order held = rows.get(order.key());
        boolean same = held != null && held.digest() == order.digest();
        if (same && !refilled) {
            return;
        }
        long time = held == null || refilled ? order.time() : held.time();
        Order values = same ? held : order;
        rows.put(
                order.key(),
                new Order(
                        order.key(),
                        order.digest(),
                        time,
                        values.area(),
                        values.amount(),
                        values.weight(),
                        values.note()));
    }

    /** {@code source|key|digest|micros|area|amount|weight|note} of each row. */
    List<String> lines() {
        return rows.values().stream()
                .map(
                        row ->
                                "%d|%d|%d|%s|%s|%s|%s|%s"
                                        .formatted(
                                                source,
                                                row.key(),
                                                row.digest(),
                                                row.time() == RowBlock.NO_TIME
                                                        ? "null"
                                                        : Long.toString(row.time()),
                                                area(row),
                                                plainOrNull(row.amount()),
                                                plainOrNull(row.weight()),
                                                text(row.note())))
                .toList();
    }

    /** {@code source|area|rows|amounts|sum|weights|sum} of each area with rows. */
    List<String> byArea() {
        return summary(this::area, List.of(Order::amount, Order::weight));
    }

    List<String> byNote() {
        return summary(HeldRows::text, List.of(Order::amount), Order::note);
    }

    List<String> overTime() {
        return summary(
                row ->
                        row.time() == RowBlock.NO_TIME
                                ? null
                                : Long.toString(
                                        Math.floorDiv(row.time(), QUARTER_HOUR) * QUARTER_HOUR),
                List.of(Order::amount));
    }

    /** {@code key|column} of each value that is not what its column declares. */
    List<String> quarantined() {
        List<String> lines = new ArrayList<>();
        for (Order row : rows.values()) {
            reject(lines, row, "area", row.area(), text -> text.matches("(?i)[a-z]{2}"));
            reject(lines, row, "amount", row.amount(), text -> number(text) != null);
            reject(lines, row, "weight", row.weight(), text -> number(text) != null);
            reject(lines, row, "note", row.note(), text -> text.indexOf('\0') < 0);
        }
        return lines;
    }

    private static void reject(
            List<String> lines, Order row, String column, String raw, Predicate<String> good) {
        String value = value(raw);
        if (value != null && !good.test(value)) {
            lines.add(row.key() + "|" + column);
        }
    }

    private List<String> summary(
            Function<String, String> reading,
            List<Function<Order, String>> sums,
            Function<Order, String> column) {
        return summary(row -> reading.apply(column.apply(row)), sums);
    }

    private List<String> summary(
            Function<Order, String> group, List<Function<Order, String>> sums) {
        TreeMap<String, List<Order>> groups = new TreeMap<>();
        for (Order row : rows.values()) {
            String key = group.apply(row);
            if (key != null) {
                groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, List<Order>> entry : groups.entrySet()) {
            StringBuilder line =
                    new StringBuilder(
                            "%d|%s|%d".formatted(source, entry.getKey(), entry.getValue().size()));
            for (Function<Order, String> sum : sums) {
                List<BigDecimal> values =
                        entry.getValue().stream()
                                .map(row -> number(sum.apply(row)))
                                .filter(value -> value != null)
                                .map(BigDecimal::new)
                                .toList();
                BigDecimal total = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                line.append('|').append(values.size()).append('|').append(plain(total));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private String area(Order row) {
        String text = text(row.area());
        return text != null && text.matches("(?i)[a-z]{2}")
                ? text.toUpperCase(Locale.ROOT)
                : region;
    }

    private static String plainOrNull(String raw) {
        String number = number(raw);
        return number == null ? null : new BigDecimal(number).toPlainString();
    }

    private static String number(String raw) {
        String text = text(raw);
        return text != null && text.matches("-?[0-9]+(\\.[0-9]+)?") ? text : null;
    }

    private static String text(String raw) {
        String value = value(raw);
        return value == null || value.indexOf('\0') >= 0 ? null : value;
    }

    private static String value(String raw) {
        String value = raw == null ? "" : raw.replace('\u00a0', ' ').strip();
        return value.isEmpty() || value.equals("NA") || value.equals("-") ? null : value;
    }
}
