package io.freshet.benchmarks.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares charts with SQL over the sources, which must be at rest. */
public final class ExactCharts {

    private static final String ROWS_AND_MEAN =
            "select count(*), avg(escs::numeric) from " + BenchSource.TABLE;
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

    private ExactCharts() {}

    /** How many of the charts' numbers of rows and of mean ESCS differ from the sources'. */
    public static long differences(List<BenchSource> sources, int port) throws IOException {
        long differences = 0;
        long rows = 0;
        try (HttpLine http = new HttpLine(port)) {
            String escs = http.get("/charts/escs", "").body();
            for (BenchSource source : sources) {
                try (Connection connection = source.database().connect();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(ROWS_AND_MEAN)) {
                    row.next();
                    rows += row.getLong(1);
                    differences += isShown(escs, source, row.getBigDecimal(2)) ? 0 : 1;
                } catch (SQLException e) {
                    throw new IllegalStateException("asking " + source.name(), e);
                }
            }
            Matcher count = COUNT.matcher(http.get("/charts/submissions", "").body());
            return differences + (count.find() && Long.parseLong(count.group(1)) == rows ? 0 : 1);
        }
    }

    private static boolean isShown(String escs, BenchSource source, BigDecimal mean) {
        Matcher value =
                Pattern.compile("\"id\":\"" + source.country() + "\",\"value\":(-?[0-9.]+)")
                        .matcher(escs);
        if (mean == null) {
            return !value.find();
        }
        return value.find()
                && new BigDecimal(value.group(1)).compareTo(mean.setScale(2, RoundingMode.HALF_UP))
                        == 0;
    }
}
