package io.freshet.benchmarks.totesys;

import io.freshet.benchmarks.harness.HttpLine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks every few milliseconds for the chart by designs and looks there for the changes. */
final class DesignChartWatch extends SideTask {

    private static final String CHART = "/charts/totesys/revenue-by-design";
    private static final Pattern GROUP =
            Pattern.compile("\"design\":\"(Probe [^\"]+)\"[^}]*\"units\":(-?\\d+)");
    private static final long PAUSE_MILLIS = 5;
    private static final int UNCHANGED = 304;

    private final int port;
    private final ProbeTimes times;

    /**
     * @param port of the chart API
     */
    DesignChartWatch(int port, ProbeTimes times) {
        this.port = port;
        this.times = times;
    }

    @Override
    void work() throws IOException, InterruptedException {
        Map<String, Long> units = new HashMap<>();
        String tag = "";
        try (HttpLine http = new HttpLine(port)) {
            while (!isEnded()) {
                HttpLine.HttpAnswer answer = http.get(CHART, tag);
                long now = System.nanoTime();
                tag = answer.tag();
                if (answer.status() != UNCHANGED) {
                    units.clear();
                    Matcher group = GROUP.matcher(answer.body());
                    while (group.find()) {
                        units.put(group.group(1), Long.parseLong(group.group(2)));
                    }
                }
                for (ProbeChange change : times.awaitedIn(ProbeStage.SHOWN)) {
                    Long shown = units.get(change.design());
                    if (shown != null && shown == change.unitsOfDesign()) {
                        times.seen(change, ProbeStage.SHOWN, now);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }
}
