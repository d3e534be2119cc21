package io.freshet.faultinjection.system;

import io.freshet.testkit.processes.FreshetProcess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows reconciliation found, and no poll: since their pollers started, which must not end
 * between two readings that are compared.
 */
final class ReconciledRowsMetric {

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^freshet_source_reconciled_rows_total\\{(.*)\\} ([0-9.eE+-]+)$");

    private ReconciledRowsMetric() {}

    /**
     * The numbers by source and kind; blocks.
     *
     * @throws IllegalStateException where no poller tells any: then nothing can be said
     */
    static Map<String, Long> read(List<FreshetProcess> pollers) {
        Map<String, Long> rows = new TreeMap<>();
        for (FreshetProcess poller : pollers) {
            Matcher sample = SAMPLE.matcher(poller.management().get("/q/metrics"));
            while (sample.find()) {
                rows.merge(sample.group(1), (long) Double.parseDouble(sample.group(2)), Long::sum);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException(
                    "no poller has the metric freshet_source_reconciled_rows_total");
        }
        return rows;
    }
}
