package io.freshet.testkit.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What charts are made of, of one country.
 *
 * @param rows how many rows
 * @param counts how many of them have a value, by the columns {@link SurveySql#NUMBERS}
 * @param sums the exact sums of those
 */
record CountryFigures(long rows, List<Long> counts, List<BigDecimal> sums) {

    /** From the second column of an answer on. */
    static CountryFigures read(ResultSet row) throws SQLException {
        List<Long> counts = new ArrayList<>();
        List<BigDecimal> sums = new ArrayList<>();
        for (int i = 0; i < SurveySql.NUMBERS.size(); i++) {
            counts.add(row.getLong(3 + 2 * i));
            sums.add(row.getBigDecimal(4 + 2 * i));
        }
        return new CountryFigures(row.getLong(2), counts, sums);
    }

    CountryFigures plus(CountryFigures other) {
        List<Long> bothCounts = new ArrayList<>();
        List<BigDecimal> bothSums = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            bothCounts.add(counts.get(i) + other.counts.get(i));
            bothSums.add(sums.get(i).add(other.sums.get(i)));
        }
        return new CountryFigures(rows + other.rows, bothCounts, bothSums);
    }

    /** Whether any row has a value. */
    boolean has(String column) {
        return counts.get(SurveySql.NUMBERS.indexOf(column)) > 0;
    }

    /** The mean divided by a number, rounded half up, as charts write it. */
    String mean(String column, int divisor, int digits) {
        int index = SurveySql.NUMBERS.indexOf(column);
        BigDecimal mean =
                sums.get(index)
                        .divide(
                                BigDecimal.valueOf(counts.get(index) * divisor),
                                digits,
                                RoundingMode.HALF_UP);
        return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
    }
}
