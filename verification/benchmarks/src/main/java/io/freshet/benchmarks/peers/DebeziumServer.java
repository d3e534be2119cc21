package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.LoopbackPort;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestFolder;
import io.freshet.testkit.processes.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One process of Debezium Server, over one database, publishing to one queue of RabbitMQ. */
final class DebeziumServer implements AutoCloseable {

    /** Where it publishes to; its queue is bound by its own name. Every broker has it. */
    static final String EXCHANGE = "amq.direct";

    private static final Pattern STREAMING = Pattern.compile("Starting streaming");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final String TUNED =
            """
            debezium.source.poll.interval.ms=10
            debezium.format.key.schemas.enable=false
            debezium.format.value.schemas.enable=false
            """;

    private final ChildProcess process;
    private final Path folder;

    private DebeziumServer(ChildProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts it and returns at once.
     *
     * @param javaOptions for its Java: those that Freshet has
     * @param tuned whether to look for changes every 10 ms instead of its default, and to leave the
     *     schema out of each message
     */
    static DebeziumServer start(
            DebeziumDistribution distribution,
            BenchSource source,
            TestBroker broker,
            String queue,
            List<String> javaOptions,
            boolean tuned)
            throws IOException {
        Path folder = TestFolder.data("debezium");
        Path config = Files.createDirectory(folder.resolve("config"));
        Path file = config.resolve("application.properties");
        Files.writeString(
                file,
                sink(broker, queue) + source(source.database(), folder) + (tuned ? TUNED : ""));
        List<String> command = new ArrayList<>(List.of(distribution.java().toString()));
        command.addAll(javaOptions);
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        distribution.classPath(),
                        "io.debezium.server.Main"));
        ChildProcess process = ChildProcess.start(command, Map.of(), folder);
        return new DebeziumServer(process, folder);
    }

    private static String sink(TestBroker broker, String queue) {
        URI url = URI.create(broker.url());
        String[] user =
                (url.getUserInfo() == null ? "guest:guest" : url.getUserInfo()).split(":", 2);
        return """
               quarkus.http.host=127.0.0.1
               quarkus.http.port=%d
               quarkus.log.console.json=false
               debezium.sink.type=rabbitmq
               debezium.sink.rabbitmq.connection.host=%s
               debezium.sink.rabbitmq.connection.port=%d
               debezium.sink.rabbitmq.connection.username=%s
               debezium.sink.rabbitmq.connection.password=%s
               debezium.sink.rabbitmq.exchange=%s
               debezium.sink.rabbitmq.routingKeySource=static
               debezium.sink.rabbitmq.routingKey=%s
               """
                .formatted(
                        LoopbackPort.pick(),
                        broker.host(),
                        broker.port(),
                        user[0],
                        user[1],
                        EXCHANGE,
                        queue);
    }

    private static String source(TestDatabase database, Path folder) {
        return """
               debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector
               debezium.source.plugin.name=pgoutput
               debezium.source.publication.autocreate.mode=filtered
               debezium.source.offset.storage.file.filename=%s
               debezium.source.topic.prefix=bench
               debezium.source.database.hostname=%s
               debezium.source.database.port=%d
               debezium.source.database.user=%s
               debezium.source.database.password=%s
               debezium.source.database.dbname=%s
               debezium.source.slot.name=%s
               debezium.source.table.include.list=public.%s
               """
                .formatted(
                        folder.resolve("offsets"),
                        database.host(),
                        database.port(),
                        database.username(),
                        database.password(),
                        database.name(),
                        database.name(),
                        BenchSource.TABLE);
    }

    /** Blocks until it follows the log. */
    void awaitStreaming() {
        try {
            process.awaitLine(STREAMING, START_LIMIT);
        } catch (AssertionError e) {
            throw new CommandFailure("Debezium Server does not start: " + e.getMessage(), e);
        }
    }

    /** Fails where it has ended by itself. */
    void check() {
        if (!process.isAlive()) {
            throw new CommandFailure("Debezium Server ended; it wrote:\n" + process.output());
        }
    }

    ProcessCost cost() {
        return ProcessCost.of(process.pid());
    }

    @Override
    public void close() {
        process.close();
        TestFolder.deleteData(folder);
    }
}
