package io.freshet.charts;

import static io.freshet.charts.EndpointTest.eventually;
import static io.freshet.charts.EndpointTest.freshness;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** The one small warehouse, at one moment, that golden answers are about. */
final class GoldenWarehouse {

    private final TestWarehouse tables;

    GoldenWarehouse(TestWarehouse tables) {
        this.tables = tables;
    }

    /** Fills the warehouse, and waits until all of it can be seen. */
    void fill() {
        // halves are rounded away from zero
        int alb = register("alb", "ALB", 1);
        tables.submitSilently(
                alb,
                "('ALB', 0.12, 1635, -0.5, 2.004, '2026-04-04 18:40:30Z'),"
                        + " ('ALB', 0.13, 1635, -0.51, 2.006, '2026-04-04 18:00Z'),"
                        + " ('ALB', null, null, null, null, '2026-04-04 17:59:59.999Z')");
        int arg = register("arg", "ARG", 2);
        tables.submitSilently(
                arg,
                "('ARG', -0.12, 1629, -0.125, 3, '2026-04-04 16:00Z'),"
                        + " ('ARG', -0.13, 1629, -0.125, 3, '2026-04-04 15:59:59Z')");
        // a country without one value or another
        int bra = register("bra", "BRA", 3);
        tables.submitSilently(
                bra,
                "('BRA', null, 1234.5, 0.3, null, '2026-04-04 15:15Z'),"
                        + " ('BRA', null, null, 0.4, null, '2026-04-04 14:30Z'),"
                        + " ('BRA', null, null, null, null, null)");
        // what is rounded to nothing has no sign
        int chl = register("chl", "CHL", 4);
        tables.submitSilently(chl, "('CHL', -0.004, 0, -0.005, 0, '2026-04-03 19:00Z')");
        // quotients that do not end, and numbers that binary fractions cannot hold
        int deu = register("deu", "DEU", 5);
        tables.submitSilently(
                deu,
                "('DEU', 123456789012345678.985, 98400, 1, 2, '2026-04-03 18:59:59.999Z'),"
                        + " ('DEU', 0.1, 98400, 0, 2, '2026-03-29 00:59Z'),"
                        + " ('DEU', 0.2, 98400, 0, 1, '2026-03-29 01:00Z')");
        // a group that is empty by now
        int esp = register("esp", "ESP", 6);
        tables.submitSilently(esp, "('ESP', 1, 60, 1, 1, '2026-04-04 18:30Z')");
        tables.alter(esp, "delete from pisa.responses where cnt = 'ESP'");
        // one country in two sources, and two countries in one; equal ranks, and nearly equal ones
        int north = register("fra-north", "FRA", 7);
        tables.submitSilently(
                north,
                "('FRA', 0.1, 1400, 0.25, 1.5, '2026-03-28 19:00Z'),"
                        + " ('FRA', 0.2, 1500, 0.25, 1.5, '2026-03-28 18:59Z')");
        int south = register("fra-south", "FRA", 8);
        tables.submitSilently(south, "('FRA', 0.3, 1600, 0.26, 1.6, '2026-04-04 18:59Z')");
        int gbr = register("gbr", "GBR", 9);
        tables.submitSilently(
                gbr,
                "('GBR', 1, 1500, -1.005, 2.5, '2026-04-04 19:00Z'),"
                        + " ('GBR', 2, 1500, -1.005, 2.5, '2026-04-01 12:00Z'),"
                        + " ('ITA', 0.995, 1500.1, 0.004, 0.995, '2026-04-01 12:14:59Z')");

        Duration now = Duration.ZERO;
        tables.stand(alb, 1, ago(Duration.ofMillis(455)), "live", ago(now));
        tables.stand(arg, 1, ago(Duration.ofMillis(10_001)), "live", ago(now));
        tables.stand(bra, 1, ago(Duration.ofMillis(59_999)), "catching-up", ago(now));
        tables.stand(chl, 1, ago(Duration.ofMinutes(1)), "unreachable", ago(now));
        tables.stand(deu, 1, ago(Duration.ofMillis(3_599_999)), "resetting", ago(now));
        tables.stand(esp, 2, ago(Duration.ofHours(1)), "drifted", ago(now));
        tables.stand(north, 1, ago(now), "live", ago(Duration.ofSeconds(10)));
        tables.stand(south, 1, ago(Duration.ofSeconds(1)), "live", ago(Duration.ofMillis(10_001)));
        // by a clock that is ahead
        tables.stand(gbr, 1, ago(Duration.ofMillis(-250)), "live", ago(Duration.ofMillis(-250)));

        for (int source : List.of(alb, arg, bra, north, south)) {
            tables.prove(source, ago(Duration.ofMillis(3_900)));
        }
        // proven longer ago than promised, and by a clock that is ahead
        tables.prove(deu, ago(Duration.ofHours(2)));
        tables.prove(gbr, ago(Duration.ofMillis(-100)));

        // what was written last is seen only together with all that was written before
        eventually(() -> assertThat(freshness("GBR").getString("provenSeconds")).isNotNull());
    }

    /** Adds a source that was never read. */
    void addNeverRead(String name, String country) {
        int source = register(name, country, 90);
        tables.stand(source, 0, "null", "catching-up", ago(Duration.ZERO));
        eventually(
                () -> assertThat(freshness(country).getString("status")).isEqualTo("catching-up"));
    }

    /** Registers a source so many days before the present moment. */
    private int register(String name, String country, int days) {
        return tables.number(
                "insert into freshet.source (name, pipeline, attributes, registered_at) values"
                        + " ('%s', 'pisa', '{\"country\": \"%s\"}', %s) returning id"
                                .formatted(name, country, ago(Duration.ofDays(days))));
    }

    /** A moment as SQL. */
    private static String ago(Duration age) {
        return "timestamptz '%s'".formatted(FixedClockProducer.NOW.minus(age));
    }
}
