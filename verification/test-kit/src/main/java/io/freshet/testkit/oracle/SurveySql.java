package io.freshet.testkit.oracle;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The questions, all in the same form over a source and over what the warehouse holds of it. */
final class SurveySql {

    /** The columns that hold numbers. */
    static final List<String> NUMBERS = List.of("escs", "tmins", "belong", "durecec");

    private static final String TRIMMED = "btrim(%s, E' \\t\\n\\r')";

    private SurveySql() {}

    /** The rows of a source with their values as the contract reads them; as a table {@code r}. */
    static String sourceRows(SurveySource source) {
        String code = "upper(%s)".formatted(TRIMMED.formatted("cnt"));
        return "(select id as row_key, case when %1$s ~ '^[A-Z]{3}$' then %1$s else '%2$s' end as cnt, %3$s from responses) as r"
                .formatted(code, source.country(), all(SurveySql::number));
    }

    private static String number(String column) {
        String value = TRIMMED.formatted(column);
        return "case when %1$s ~ '^-?[0-9]+([.][0-9]+)?$' then %1$s::numeric end as %2$s"
                .formatted(value, column);
    }

    /** The rows that the warehouse holds of a source; as a table {@code r}. */
    static String heldRows(SurveySource source) {
        return "(select t.* from pisa.responses as t where t.source_id = %s) as r"
                .formatted(sourceId(source));
    }

    /** By range of keys: how many rows, and what tells all their values. */
    static String ranges(String rows) {
        String values = all(column -> "coalesce(trim_scale(%s)::text, '-')".formatted(column));
        return "select row_key >> 10, count(*), sum(hashtextextended(concat_ws('|', row_key, cnt, %s), 0))::text from %s group by 1"
                .formatted(values, rows);
    }

    /** By country: how many rows, and of each column of numbers how many values and their sum. */
    static String groups(String rows) {
        return "select cnt, count(*), %s from %s group by 1"
                .formatted(
                        all(
                                column ->
                                        "count(%1$s), coalesce(trim_scale(sum(%1$s)), 0)"
                                                .formatted(column)),
                        rows);
    }

    /** The same as the warehouse has summed it up. */
    static String heldGroups(SurveySource source) {
        return "select cnt, rows, %s from pisa.by_country where rows > 0 and source_id = %s"
                .formatted(
                        all(column -> "%1$s_count, trim_scale(%1$s_sum)".formatted(column)),
                        sourceId(source));
    }

    /** By quarter of an hour: how many of the rows held were written or first seen then. */
    static String buckets(SurveySource source) {
        return "select to_timestamp(floor(extract(epoch from row_time) / 900) * 900)::text, count(*) from %s where row_time is not null group by 1"
                .formatted(heldRows(source));
    }

    /** The same as the warehouse has summed it up. */
    static String heldBuckets(SurveySource source) {
        return "select bucket::text, rows from pisa.over_time where rows > 0 and source_id = %s"
                .formatted(sourceId(source));
    }

    /** By range of keys: how many rows are held, and the sum of their digests. */
    static String digests(SurveySource source) {
        return "select row_key >> 10, count(*), sum(row_digest) from %s group by 1"
                .formatted(heldRows(source));
    }

    /** The same by the ledger. */
    static String ledger(SurveySource source) {
        return "select range_number, rows, digest from freshet.key_range where rows > 0 and table_name = 'responses' and source_id = %s"
                .formatted(sourceId(source));
    }

    /**
     * The last 24 hours' numbers of submissions as the chart's elements, the running hour last; and
     * whether there ever was a row.
     */
    static String hours() {
        return """
               select string_agg(format('{"x":"%s","y":%s}', to_char(hour at time zone 'UTC', 'HH24:MI'), n), ',' order by hour),
                      exists (select from pisa.by_country) or exists (select from pisa.over_time)
               from (select hour, (select coalesce(sum(rows), 0) from pisa.over_time
                                   where bucket >= hour and bucket < hour + interval '1 hour') as n
                     from generate_series(date_trunc('hour', now(), 'UTC') - interval '23 hours',
                                          date_trunc('hour', now(), 'UTC'), interval '1 hour') as hour) as hours
               """;
    }

    private static String sourceId(SurveySource source) {
        return "(select id from freshet.source where name = '%s')".formatted(source.name());
    }

    private static String all(UnaryOperator<String> expression) {
        return NUMBERS.stream().map(expression).collect(Collectors.joining(", "));
    }
}
