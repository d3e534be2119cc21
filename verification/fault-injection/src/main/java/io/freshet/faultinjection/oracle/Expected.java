package io.freshet.faultinjection.oracle;

import io.freshet.faultinjection.history.TrialSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the charts must say, by plain SQL over the sources as they are now. Elements of a chart are
 * in the order of their text, as {@link Observed} has them.
 */
public final class Expected {

    private static final List<String> COLUMNS = List.of("escs", "tmins", "belong", "durecec");
    private static final String CODE = "upper(btrim(cnt, E' \\t\\n\\r'))";
    private static final String NUMBER =
            "case when btrim(%1$s, E' \\t\\n\\r') ~ '^-?[0-9]+(\\.[0-9]+)?$' then btrim(%1$s, E' \\t\\n\\r')::numeric end as %1$s";

    private record Group(long rows, List<Figures> columns) {

        Group plus(Group other) {
            List<Figures> sums = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                sums.add(columns.get(i).plus(other.columns.get(i)));
            }
            return new Group(rows + other.rows, sums);
        }
    }

    private final TreeMap<String, Group> groups = new TreeMap<>();
    private final TreeMap<String, Long> rowsBySource = new TreeMap<>();

    private Expected() {}

    /** Reads the sources. */
    public static Expected read(Collection<TrialSource> sources) throws SQLException {
        Expected expected = new Expected();
        for (TrialSource source : sources) {
            expected.add(source);
        }
        return expected;
    }

    private void add(TrialSource source) throws SQLException {
        StringBuilder numbers = new StringBuilder();
        StringBuilder sums = new StringBuilder();
        for (String column : COLUMNS) {
            numbers.append(", ").append(NUMBER.formatted(column));
            sums.append(", count(%1$s), sum(%1$s)".formatted(column));
        }
        String query =
                ("select country, count(*)%s from (select case when %2$s ~ '^[A-Z]{3}$' then %2$s else '%3$s' end"
                                + " as country%4$s from responses) as r group by 1")
                        .formatted(sums, CODE, source.country(), numbers);
        long rows = 0;
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<Figures> columns = new ArrayList<>();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    BigDecimal sum = row.getBigDecimal(4 + 2 * i);
                    columns.add(
                            new Figures(
                                    row.getLong(3 + 2 * i), sum == null ? BigDecimal.ZERO : sum));
                }
                rows += row.getLong(2);
                groups.merge(row.getString(1), new Group(row.getLong(2), columns), Group::plus);
            }
        }
        rowsBySource.put(source.country(), rows);
    }

    /** How many rows there are. */
    public long rows() {
        return groups.values().stream().mapToLong(Group::rows).sum();
    }

    /** How many rows each source holds, by its label. */
    public Map<String, Long> rowsBySource() {
        return rowsBySource;
    }

    /** The charts' elements by the chart's name, sorted by their text. */
    public Map<String, List<String>> charts() {
        List<String> escs = new ArrayList<>();
        List<String> hours = new ArrayList<>();
        List<String> bubbles = new ArrayList<>();
        groups.forEach(
                (code, group) -> {
                    Figures score = group.columns.get(0);
                    Figures minutes = group.columns.get(1);
                    Figures belong = group.columns.get(2);
                    Figures years = group.columns.get(3);
                    if (score.values() > 0) {
                        escs.add("{\"id\":\"%s\",\"value\":%s}".formatted(code, mean(score, 1, 2)));
                    }
                    if (minutes.values() > 0) {
                        hours.add(
                                "{\"country\":\"%s\",\"hours\":%s}"
                                        .formatted(code, mean(minutes, 60, 1)));
                    }
                    if (years.values() > 0 && belong.values() > 0) {
                        bubbles.add(
                                "{\"id\":\"%s\",\"data\":[{\"x\":%s,\"y\":%s,\"submissions\":%d}]}"
                                        .formatted(
                                                code,
                                                mean(years, 1, 2),
                                                mean(belong, 1, 2),
                                                group.rows));
                    }
                });
        return Map.of(
                "submissions",
                List.of("{\"count\":%d}".formatted(rows())),
                "escs",
                escs.stream().sorted().toList(),
                "learning-hours-per-week",
                hours.stream().sorted().toList(),
                "early-education-and-belonging",
                bubbles.stream().sorted().toList());
    }

    private static String mean(Figures figures, int divisor, int digits) {
        BigDecimal mean =
                figures.sum()
                        .divide(
                                BigDecimal.valueOf(figures.values() * divisor),
                                digits,
                                RoundingMode.HALF_UP);
        return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
    }
}
