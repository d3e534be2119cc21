package io.freshet.testkit;

import io.freshet.embedded.LoopbackPort;
import io.freshet.testkit.encryption.TestAuthority.Issued;
import io.freshet.testkit.processes.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A RabbitMQ node of one test's or installation's own, made of the RabbitMQ that is installed on
 * this machine. It listens on 127.0.0.1 only and keeps its data in a folder of its own. Starting
 * takes some seconds.
 */
public final class RabbitNode implements AutoCloseable {

    /** Environment variable: the script that starts a node, where it is in no standard folder. */
    public static final String SCRIPT_VARIABLE = "FRESHET_TEST_RABBITMQ_SERVER";

    private static final List<Path> STANDARD =
            List.of(
                    Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
                    Path.of("/opt/homebrew/sbin/rabbitmq-server"),
                    Path.of("/usr/local/sbin/rabbitmq-server"));
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Pattern LISTENS = Pattern.compile("started TCP listener on");
    private static final Pattern ENCRYPTS = Pattern.compile("started TLS \\(SSL\\) listener on");

    private final Path script;
    private final Path folder;
    private final int port;
    private final int distributionPort;
    private final int encryptedPort;
    private Optional<Encryption> encryption;
    private ChildProcess process;

    /**
     * What it shows to whoever connects to {@link #encryptedPort()}, and wants to be shown.
     *
     * @param authorities those whose clients it trusts, in PEM
     * @param shown its certificate
     * @param asks whether clients must show one of their own
     */
    public record Encryption(Path authorities, Issued shown, boolean asks) {

        private String settings(int port) {
            return """
            listeners.ssl.1 = %s:%d
            ssl_options.cacertfile = %s
            ssl_options.certfile = %s
            ssl_options.keyfile = %s
            ssl_options.verify = verify_peer
            ssl_options.fail_if_no_peer_cert = %s
            """
                    .formatted(
                            LoopbackPort.HOST,
                            port,
                            authorities,
                            shown.certificate(),
                            shown.key(),
                            asks);
        }
    }

    private RabbitNode(Path script, Path folder, Optional<Encryption> encryption) {
        this.script = script;
        this.folder = folder;
        this.encryption = encryption;
        this.port = LoopbackPort.pick();
        this.distributionPort = LoopbackPort.pick();
        this.encryptedPort = LoopbackPort.pick();
        restart();
    }

    /** The script that starts a node, if RabbitMQ is installed and its epmd runs already. */
    public static Optional<Path> installed() {
        String named = System.getenv(SCRIPT_VARIABLE);
        Stream<Path> candidates = named == null ? STANDARD.stream() : Stream.of(Path.of(named));
        // Without one the node would start a daemon that outlives it.
        boolean nameServer =
                ProcessHandle.allProcesses()
                        .anyMatch(
                                running ->
                                        running.info()
                                                .command()
                                                .filter(command -> command.endsWith("epmd"))
                                                .isPresent());
        return candidates.filter(Files::isExecutable).filter(path -> nameServer).findFirst();
    }

    /** Starts a node. */
    public static RabbitNode start(Path script) {
        return new RabbitNode(script, TestFolder.data("rabbit"), Optional.empty());
    }

    /** Starts a node that encrypts on a port of its own. */
    public static RabbitNode start(Path script, Encryption encryption) {
        return new RabbitNode(script, TestFolder.data("rabbit"), Optional.of(encryption));
    }

    /** Its address with credentials. */
    public String url() {
        return "amqp://guest:guest@" + LoopbackPort.HOST + ":" + port;
    }

    /** What an expression of Erlang gives there; empty where rabbitmqctl cannot be run. */
    public String evaluate(String expression) {
        return RabbitControl.evaluate(
                List.of(script.resolveSibling("rabbitmqctl").toString(), "-n", name()),
                Map.of("HOME", folder.toString()),
                expression);
    }

    private String name() {
        return "freshet-" + port + "@localhost";
    }

    /** Where it does not encrypt. */
    public int port() {
        return port;
    }

    /** Where it encrypts, if it does. */
    public int encryptedPort() {
        return encryptedPort;
    }

    /** Has it show another certificate, for which it is killed and started again. */
    public void show(Encryption other) {
        kill();
        encryption = Optional.of(other);
        restart();
    }

    /** Kills it (-9) with all that it started. */
    public void kill() {
        process.close();
    }

    /** Starts it, again on the same port and data. */
    public void restart() {
        String place = folder.toString();
        String settings = encryption.map(some -> some.settings(encryptedPort)).orElse("");
        try {
            Files.writeString(folder.resolve("rabbitmq.conf"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                ChildProcess.start(
                        List.of(script.toString()),
                        Map.ofEntries(
                                Map.entry("HOME", place),
                                Map.entry("RABBITMQ_NODENAME", name()),
                                Map.entry("RABBITMQ_NODE_IP_ADDRESS", LoopbackPort.HOST),
                                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                                Map.entry("RABBITMQ_MNESIA_BASE", place + "/data"),
                                Map.entry("RABBITMQ_LOG_BASE", place + "/log"),
                                Map.entry("RABBITMQ_LOGS", "-"),
                                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", place + "/plugins"),
                                Map.entry("RABBITMQ_PID_FILE", place + "/pid"),
                                Map.entry("RABBITMQ_CONFIG_FILE", place + "/rabbitmq.conf"),
                                Map.entry(
                                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                                        "-kernel inet_dist_use_interface {127,0,0,1}")),
                        folder);
        process.awaitLine(encryption.isPresent() ? ENCRYPTS : LISTENS, START_LIMIT);
    }

    /** Ends it and deletes its data. */
    @Override
    public void close() {
        process.close();
        TestFolder.deleteData(folder);
    }
}
