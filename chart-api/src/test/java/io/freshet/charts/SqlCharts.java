package io.freshet.charts;

/** What the charts must be, byte by byte: SQL over the rows. Not thread-safe. */
final class SqlCharts {

    private static final String DATASETS =
            "select '{\"datasets\":[' || coalesce(string_agg(%s, ',' order by %s), '') || ']}' from"
                    + " (select cnt, count(*) as rows, count(escs) as escs_n, sum(escs) as escs,"
                    + " count(tmins) as tmins_n, sum(tmins) as tmins, count(belong) as belong_n,"
                    + " sum(belong) as belong, count(durecec) as durecec_n,"
                    + " sum(durecec) as durecec from pisa.responses group by cnt) c where %s";

    private final TestWarehouse warehouse;

    SqlCharts(TestWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    String submissions() {
        return warehouse.text("select '{\"count\":' || count(*) || '}' from pisa.responses");
    }

    String escs() {
        return escs("true");
    }

    /** Only of countries that meet an SQL condition on {@code cnt}. */
    String escs(String condition) {
        return warehouse.text(
                DATASETS.formatted(
                        "'{\"id\":\"' || cnt || '\",\"value\":' || pisa.shown(escs, escs_n, 2) || '}'",
                        "cnt collate \"C\"",
                        "escs_n > 0 and " + condition));
    }

    String learningHoursPerWeek() {
        return warehouse.text(
                DATASETS.formatted(
                        "'{\"country\":\"' || cnt || '\",\"hours\":'"
                                + " || pisa.shown(tmins, tmins_n * 60, 1) || '}'",
                        "tmins / tmins_n desc, cnt collate \"C\"",
                        "tmins_n > 0"));
    }

    String earlyEducationAndBelonging() {
        return warehouse.text(
                DATASETS.formatted(
                        "'{\"id\":\"' || cnt || '\",\"data\":[{\"x\":'"
                                + " || pisa.shown(durecec, durecec_n, 2) || ',\"y\":'"
                                + " || pisa.shown(belong, belong_n, 2) || ',\"submissions\":'"
                                + " || rows || '}]}'",
                        "rows desc, cnt collate \"C\"",
                        "belong_n > 0 and durecec_n > 0"));
    }

    /** By the clock of a zone that never changes its clocks. */
    String submissionsOverTime(int hours, String zone) {
        return warehouse.text(
                """
                with hour as (
                    select (date_trunc('hour', now() at time zone '%2$s')
                        - ago * interval '1 hour') at time zone '%2$s' as start
                    from generate_series(0, %1$d - 1) as ago)
                select '{"datasets":[{"id":"Submissions","data":[' || string_agg(
                    '{"x":"' || to_char(start at time zone '%2$s', '%3$s') || '","y":'
                        || (select count(*) from pisa.responses
                            where row_time >= start and row_time < start + interval '1 hour')
                        || '}', ',' order by start) || ']}]}'
                from hour"""
                        .formatted(hours, zone, hours > 24 ? "YYYY-MM-DD HH24:MI" : "HH24:MI"));
    }
}
