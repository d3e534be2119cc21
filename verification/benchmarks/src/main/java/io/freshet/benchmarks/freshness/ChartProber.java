package io.freshet.benchmarks.freshness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.harness.HttpLine.HttpAnswer;
import io.freshet.benchmarks.harness.SourceKind.CountingChart;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the chart that has a row count per source every {@value #PAUSE_MICROS} µs, over one
 * connection, with the entity tag of the last answer: most questions are answered by an empty 304.
 * What it measures is late by up to that pause and a round trip, never early.
 */
final class ChartProber implements Runnable {

    private static final long PAUSE_MICROS = 2_000;

    private final JsonFactory json = new JsonFactory();
    private final int port;
    private final CountingChart chart;
    private final Map<String, SourceLog> logs;
    private volatile boolean ended;
    private volatile Exception failure;
    private long asked;

    /**
     * @param port of the chart API
     * @param logs by the sources' countries
     */
    ChartProber(int port, CountingChart chart, Map<String, SourceLog> logs) {
        this.port = port;
        this.chart = chart;
        this.logs = logs;
    }

    /** Has it end soon. */
    void end() {
        ended = true;
    }

    /** Why it ended early, or null. */
    Exception failure() {
        return failure;
    }

    /** How often it asked; to be read after its end. */
    long asked() {
        return asked;
    }

    @Override
    public void run() {
        try (HttpLine http = new HttpLine(port)) {
            String tag = "";
            while (!ended) {
                HttpAnswer answer = http.get(chart.path(), tag);
                long answered = System.nanoTime();
                asked++;
                if (answer.status() == 200) {
                    tag = answer.tag();
                    take(answer.body(), answered);
                } else if (answer.status() != 304) {
                    throw new IOException(
                            "%s answers %d: %s"
                                    .formatted(chart.path(), answer.status(), answer.body()));
                }
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(PAUSE_MICROS));
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void take(String body, long answered) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            String country = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && chart.group().equals(parser.currentName())) {
                    country = parser.getText();
                } else if (token == JsonToken.VALUE_NUMBER_INT
                        && chart.count().equals(parser.currentName())) {
                    logs.get(country).shown(parser.getLongValue(), answered);
                }
            }
        }
    }
}
