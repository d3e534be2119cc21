package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the address that a chart has beside that below {@code /charts}. */
final class ChartAddress {

    private static final String KEY = "address";
    private static final int LONGEST = 100;
    // Two parts at least: what has one is a page.
    private static final Pattern PATH =
            Pattern.compile("/([a-z0-9][a-z0-9-]*)(/[a-z0-9][a-z0-9_-]*)+");
    private static final Set<String> TAKEN =
            Set.of(
                    "charts",
                    "q",
                    "dashboard",
                    "forage",
                    "spore",
                    "simulator",
                    "poller",
                    "aggregator",
                    "lake",
                    "assets");
    // What is added to the address of any chart.
    private static final String STREAM = "/stream";

    private ChartAddress() {}

    /** The address of a chart; empty where it has none of its own. */
    static Optional<String> read(SectionReader chart) {
        Optional<String> address = chart.optionalText(KEY);
        address.ifPresent(path -> check(chart, path));
        return address;
    }

    private static void check(SectionReader chart, String path) {
        if (path.length() > LONGEST || !PATH.matcher(path).matches() || path.endsWith(STREAM)) {
            throw chart.invalid(
                    KEY,
                    "must be a path of two or more parts of lower-case letters, digits, - and _, at most %d characters long and not ending in %s, such as /orders/latest; not %s"
                            .formatted(LONGEST, STREAM, path));
        }
        String first = path.substring(1, path.indexOf('/', 1));
        if (TAKEN.contains(first)) {
            throw chart.invalid(
                    KEY,
                    "/%s is taken by Freshet itself; begin with another word".formatted(first));
        }
    }
}
