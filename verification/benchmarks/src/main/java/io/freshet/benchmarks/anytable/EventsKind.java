package io.freshet.benchmarks.anytable;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.SourceKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One table whose keys are uuids, five columns wide, and one chart of counts and sums. */
final class EventsKind implements SourceKind {

    static final String CHART = "/charts/by-kind";

    private static final long REST_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 100;

    private static final String YAML =
            """
            pipeline: bench_events
            path: .
            tables:
              events:
                key: id
                columns: {id: uuid, visitor: uuid, at: timestamptz, kind: text, amount: "numeric(12,2)"}
            charts:
              by-kind: {by: {kind: events.kind}, values: {events: count, amount: sum(events.amount)}}
            """;

    private static final String EXPECTED =
            """
            select coalesce('[' || string_agg(format('{"kind":"%s","events":%s,"amount":%s}',
             kind, events, trim_scale(amount)), ',' order by kind) || ']', '[]')
            from (select kind, count(*) as events, sum(amount) as amount from events group by kind) k
            """;

    @Override
    public Optional<OwnDefinition> definition() {
        return Optional.of(new OwnDefinition("bench_events", YAML));
    }

    @Override
    public List<String> tables(String code) {
        return List.of(
                "create table events (id uuid primary key default gen_random_uuid(),"
                        + " visitor uuid not null default gen_random_uuid(),"
                        + " at timestamptz not null default now(), kind text not null,"
                        + " amount numeric(12,2) not null)");
    }

    @Override
    public String insert() {
        throw new UnsupportedOperationException("events are written one by one");
    }

    @Override
    public void bind(PreparedStatement insert, String code, SplittableRandom random)
            throws SQLException {
        throw new UnsupportedOperationException("events are written one by one");
    }

    @Override
    public CountingChart chart() {
        return new CountingChart(CHART, "kind", "events");
    }

    @Override
    public long differences(BenchmarkHarness harness) throws InterruptedException {
        String expected = harness.sources().get(0).database().query(EXPECTED).get(0);
        String shown = harness.freshet().get(CHART);
        for (long waited = 0;
                !shown.equals(expected) && waited < REST_MILLIS;
                waited += LOOK_MILLIS) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            shown = harness.freshet().get(CHART);
        }
        if (shown.equals(expected)) {
            return 0;
        }
        System.err.printf("%s shows%n%s%nand not%n%s%n", CHART, shown, expected);
        return 1;
    }
}
