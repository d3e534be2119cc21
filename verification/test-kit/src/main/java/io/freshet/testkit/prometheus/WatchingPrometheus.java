package io.freshet.testkit.prometheus;

import io.freshet.testkit.files.RepositoryFiles;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.WebPort;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prometheus itself, where this machine has it (Debian's package {@code prometheus}), over services
 * of a test; with the rules of the repository, whose alerts do not wait here before they fire.
 * Thread-safe; what asks it blocks.
 */
public final class WatchingPrometheus implements AutoCloseable {

    private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([^\"]+)\"");

    private static final Pattern NUMBER = Pattern.compile("\"value\":\\[[^\\]]*,\"(?!NaN)");

    private final ChildProcess process;
    private final WebPort port;

    private WatchingPrometheus(ChildProcess process, WebPort port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is; empty where it is not installed. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it, and does not wait.
     *
     * @param folder what it keeps, and its configuration
     * @param services ports for operators
     */
    public static WatchingPrometheus start(Path program, Path folder, List<WebPort> services)
            throws IOException {
        String rules =
                Files.readString(RepositoryFiles.path("deploy/prometheus/freshet.rules.yml"));
        Files.writeString(
                folder.resolve("rules.yml"), rules.replaceAll("(?m)^( +for:) .+$", "$1 0s"));
        String targets =
                services.stream()
                        .map(WatchingPrometheus::instance)
                        .collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - {job_name: freshet, metrics_path: /q/metrics, static_configs: [{targets: [%s]}]}
                """
                        .formatted(targets));
        WebPort port = WebPort.free();
        List<String> command =
                List.of(
                        program.toString(),
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=prometheus",
                        "--web.listen-address=127.0.0.1:" + port.number());
        return new WatchingPrometheus(ChildProcess.start(command, Map.of(), folder), port);
    }

    /** What it calls the service that has this port for operators. */
    public static String instance(WebPort service) {
        return "127.0.0.1:" + service.number();
    }

    /** How many services it has metrics of now. */
    public int scraped() {
        return api("targets").split("\"health\":\"up\"", -1).length - 1;
    }

    /** The services that an alert fires for now, as it calls them. */
    public List<String> firing(String alert) {
        String query =
                "query?query=ALERTS%7Balertname=%22" + alert + "%22,alertstate=%22firing%22%7D";
        return INSTANCE.matcher(api(query)).results().map(found -> found.group(1)).toList();
    }

    /** Whether a query is answered with at least one number now. */
    public boolean answers(String query) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return NUMBER.matcher(api("query?query=" + encoded)).find();
    }

    private String api(String path) {
        return port.isWell("/-/ready") ? port.get("/api/v1/" + path) : "";
    }

    @Override
    public void close() {
        process.close();
    }
}
