package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.system.Installation;
import java.sql.SQLException;
import java.util.Random;

/** What the owners of a source do to its readers. */
final class SourceFaults {

    private static final String MANY =
            "insert into responses (cnt, escs) select 'MEX', (i %% 9)::text from generate_series(1, %d) as i on conflict do nothing";
    private static final int ROWS = 30_000;

    private SourceFaults() {}

    static Mending hideRows(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        source.alter("alter table responses enable row level security");
        return () -> source.alter("alter table responses disable row level security");
    }

    static Mending fillAndTruncate(Installation system, Random random)
            throws SQLException, InterruptedException {
        SourceUnderTest source = system.anySource(random);
        source.alter(MANY.formatted(ROWS));
        return () -> source.alter("truncate responses");
    }
}
