package io.freshet.benchmarks.totesys;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Changes probes of all kinds in turn, as far as those before were seen; blocks. */
final class ProbeWriter implements AutoCloseable {

    private static final int PROBES_PER_KIND = 12;

    private final Connection connection;
    private final List<Probe> probes = new ArrayList<>();
    private long changes;

    ProbeWriter(TestDatabase source) throws SQLException {
        this.connection = source.connect();
        for (int number = 0; number < PROBES_PER_KIND; number++) {
            for (ProbeKind kind : ProbeKind.values()) {
                probes.add(Probe.make(kind, number, connection));
            }
        }
    }

    /** How many changes there were. */
    long changes() {
        return changes;
    }

    /** Changes so many a second for so long. */
    void write(ProbeTimes times, double perSecond, long nanos)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long due = begin;
        int next = 0;
        while (due - begin < nanos) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            due += (long) (1e9 / perSecond);
            Probe probe = probes.get(next++ % probes.size());
            if (probe.isFree()) {
                times.add(probe.change(times.stages()));
                changes++;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
