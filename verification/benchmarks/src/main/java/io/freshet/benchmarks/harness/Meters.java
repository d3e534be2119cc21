package io.freshet.benchmarks.harness;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that Freshet tells at {@code /q/metrics}, read at one instant. */
public final class Meters {

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-z_]+)\\{(.*)\\} ([0-9.eE+-]+)$");
    private static final Pattern SOURCE = Pattern.compile("source=\"([^\"]+)\"");

    private final Map<String, Double> bySource = new HashMap<>();

    private Meters() {}

    /**
     * Reads them.
     *
     * @param port the port for operators
     */
    public static Meters read(int port) throws IOException {
        Meters meters = new Meters();
        try (HttpLine http = new HttpLine(port)) {
            Matcher sample = SAMPLE.matcher(http.get("/q/metrics", "").body());
            while (sample.find()) {
                Matcher source = SOURCE.matcher(sample.group(2));
                if (source.find()) {
                    meters.bySource.merge(
                            sample.group(1) + " " + source.group(1),
                            Double.parseDouble(sample.group(3)),
                            Double::sum);
                }
            }
        }
        return meters;
    }

    /** The value of a source's meter; 0 where there is none. */
    public double of(String meter, BenchSource source) {
        return of(meter, source.name());
    }

    /** The same by the source's name. */
    public double of(String meter, String source) {
        return bySource.getOrDefault(meter + " " + source, 0.0);
    }
}
