package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the charts must say, by plain SQL over the sources. */
final class SqlOracle {

    /** Values as the contract reads them; a code that is none counts under the given country. */
    private static final String GROUPS =
            """
            select case when upper(btrim(cnt)) ~ '^[A-Z]{3}$' then upper(btrim(cnt)) else '%s' end,
                   count(*), count(score), sum(score)
            from (select cnt, case when btrim(escs) ~ '^-?[0-9]+(\\.[0-9]+)?$'
                                   then btrim(escs)::numeric end as score from responses) as r
            group by 1
            """;

    private record CountryGroup(long rows, long values, BigDecimal sum) {

        CountryGroup plus(CountryGroup other) {
            return new CountryGroup(rows + other.rows, values + other.values, sum.add(other.sum));
        }
    }

    private final TreeMap<String, CountryGroup> groups = new TreeMap<>();

    /** Reads the sources as they are now. */
    static SqlOracle read(java.util.Map<String, TestDatabase> sources) {
        SqlOracle oracle = new SqlOracle();
        sources.forEach(oracle::add);
        return oracle;
    }

    private void add(String country, TestDatabase source) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GROUPS.formatted(country))) {
            while (row.next()) {
                BigDecimal sum =
                        row.getBigDecimal(4) == null ? BigDecimal.ZERO : row.getBigDecimal(4);
                groups.merge(
                        row.getString(1),
                        new CountryGroup(row.getLong(2), row.getLong(3), sum),
                        CountryGroup::plus);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String submissions() {
        return "{\"count\":%d}".formatted(rows(groups.values()));
    }

    private static long rows(Collection<CountryGroup> groups) {
        return groups.stream().mapToLong(CountryGroup::rows).sum();
    }

    String escs() {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().values() > 0)
                .map(
                        entry ->
                                "{\"id\":\"%s\",\"value\":%s}"
                                        .formatted(entry.getKey(), mean(entry.getValue())))
                .collect(Collectors.joining(",", "{\"datasets\":[", "]}"));
    }

    private static String mean(CountryGroup group) {
        BigDecimal mean =
                group.sum().divide(BigDecimal.valueOf(group.values()), 2, RoundingMode.HALF_UP);
        return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
    }
}
