package io.freshet.endtoend;

import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./freshet demo} as a process of its own, from empty, with an operator. */
final class RunningDemo implements AutoCloseable {

    static final String OPERATOR = "Olga";
    static final String PASSWORD = "operators password";

    /** What a poller says of a machine on which the aggregator takes seconds to start. */
    static final String SLOW_MACHINE = "is published but not applied; is the aggregator running?";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FreshetProcess process;

    private RunningDemo(FreshetProcess process) {
        this.process = process;
    }

    /** Starts it with those flags, and waits until it says that it is ready. */
    static RunningDemo start(Path home, String... flags) {
        WebPorts ports = WebPorts.free();
        List<String> command =
                new ArrayList<>(
                        List.of("demo", "--port", Integer.toString(ports.charts().number())));
        command.addAll(List.of(flags));
        Map<String, String> operator =
                Map.of(
                        "FRESHET_FORAGE_OPERATOR_NAME", OPERATOR,
                        "FRESHET_FORAGE_OPERATOR_PASSWORD", PASSWORD,
                        "FRESHET_HTTP_MANAGEMENT_PORT",
                                Integer.toString(ports.management().number()));
        Program demo =
                Program.freshet(command)
                        .withJava(List.of("-Xmx300m", "-Dfreshet.home=" + home))
                        .withEnvironment(operator)
                        .in(home);
        FreshetProcess process = FreshetProcess.start(demo, ports);
        process.awaitReady();
        return new RunningDemo(process);
    }

    /** Where browsers find it. */
    String origin() {
        return "http://127.0.0.1:" + process.port().number();
    }

    /** The same server by its other name, which to a browser is another origin. */
    String otherOrigin() {
        return "http://localhost:" + process.port().number();
    }

    JsonObject chart(String name) {
        return answered(HttpRequest.newBuilder(URI.create(origin() + "/charts/" + name)).GET());
    }

    /** Commands the simulator, and gives its status then. */
    JsonObject simulator(String command, JsonObject body) {
        return answered(posted("/simulator/" + command, body));
    }

    /** Signs the operator in; the status of the answer. */
    int signIn() {
        JsonObject account = new JsonObject().put("name", OPERATOR).put("password", PASSWORD);
        return send(posted("/forage/api/sign-in", account)).statusCode();
    }

    private HttpRequest.Builder posted(String path, JsonObject body) {
        return HttpRequest.newBuilder(URI.create(origin() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
    }

    String output() {
        return process.output();
    }

    /** The lines of its log at one of those levels, such as {@code WARN|ERROR}. */
    List<String> logged(String levels) {
        Pattern line = Pattern.compile("^[0-9:.]+ (" + levels + ") ");
        return output().lines().filter(text -> line.matcher(text).find()).toList();
    }

    private JsonObject answered(HttpRequest.Builder request) {
        return new JsonObject(send(request).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, so that its Postgres ends in order, and waits. */
    @Override
    public void close() {
        process.end();
    }
}
