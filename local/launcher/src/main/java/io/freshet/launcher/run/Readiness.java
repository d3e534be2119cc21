package io.freshet.launcher.run;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits until all services are ready and every chart answers as it should, then says so. A chart
 * that is kept from strangers has answered, too.
 */
public final class Readiness {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 150;
    private static final int OK = 200;
    private static final int WHO_ASKS = 401;

    private final List<String> charts;
    private final Predicate<String> live;
    private final PrintStream out;
    private final String greeting;

    /**
     * @param charts names of the charts that must answer
     * @param live says of a chart's answer whether it is what is waited for
     * @param greeting printed before {@code ready}
     */
    public Readiness(
            List<String> charts, Predicate<String> live, PrintStream out, String greeting) {
        this.charts = charts;
        this.live = live;
        this.out = out;
        this.greeting = greeting;
    }

    /**
     * Blocks until ready; prints the greeting and {@code ready}.
     *
     * @param address where charts are served, such as {@code http://127.0.0.1:8080}
     */
    void await(String address) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
        // Not before the aggregator has made the tables: until then charts answer, but of nothing.
        await(client, address + "/q/health/ready", Readiness::isWell);
        for (String chart : charts) {
            await(client, address + "/charts/" + chart, this::isAnswered);
        }
        out.println(greeting);
        out.println("ready");
        out.flush();
    }

    private static boolean isWell(HttpResponse<String> response) {
        return response.statusCode() == OK;
    }

    /** Whoever may not see it learns no more by waiting. */
    private boolean isAnswered(HttpResponse<String> response) {
        return response.statusCode() == WHO_ASKS
                || (isWell(response) && live.test(response.body()));
    }

    private static void await(
            HttpClient client, String url, Predicate<HttpResponse<String>> expected)
            throws InterruptedException {
        URI uri = URI.create(url);
        while (!answers(client, uri, expected)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean answers(
            HttpClient client, URI uri, Predicate<HttpResponse<String>> expected)
            throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
            return expected.test(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return false;
        }
    }
}
