package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.harness.HttpLine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Freshet says of itself at one instant.
 *
 * @param heap bytes of heap in use, garbage included
 * @param descriptors open file descriptors
 * @param refusals how often it refused so far, by status
 */
record ServerGauges(long heap, long descriptors, Map<String, Long> refusals) {

    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} ([0-9.eE+]+)$");
    private static final Pattern FILES =
            Pattern.compile("(?m)^process_files_open_files(?:\\{})? ([0-9.eE+]+)$");
    private static final Pattern REFUSED =
            Pattern.compile("(?m)^freshet_http_refused_total\\{status=\"(\\d+)\",?} ([0-9.eE+]+)$");

    /** Asks on a line to its port for operators. */
    static ServerGauges read(HttpLine operators) throws IOException {
        String page = operators.get("/q/metrics", "").body();
        Map<String, Long> refusals = new TreeMap<>();
        Matcher refused = REFUSED.matcher(page);
        while (refused.find()) {
            refusals.put(refused.group(1), (long) Double.parseDouble(refused.group(2)));
        }
        return new ServerGauges(sum(HEAP, page), sum(FILES, page), Map.copyOf(refusals));
    }

    private static long sum(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .mapToLong(sample -> (long) Double.parseDouble(sample.group(1)))
                .sum();
    }

    /** What was refused since then, by status. */
    Map<String, Long> refusedSince(ServerGauges before) {
        Map<String, Long> since = new TreeMap<>();
        refusals.forEach(
                (status, times) -> {
                    long more = times - before.refusals.getOrDefault(status, 0L);
                    if (more > 0) {
                        since.put(status, more);
                    }
                });
        return since;
    }
}
