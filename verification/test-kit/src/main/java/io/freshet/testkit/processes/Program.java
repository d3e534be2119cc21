package io.freshet.testkit.processes;

import io.freshet.testkit.files.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packaged program of Freshet's, and how it is run. Immutable.
 *
 * @param module the folder of the module that it was built by, from the repository's root
 * @param java options for its Java
 * @param arguments what it is called with
 * @param environment variables that are added to those of this process
 * @param folder the folder that it works in
 * @param repository whose build it is of
 */
public record Program(
        String module,
        List<String> java,
        List<String> arguments,
        Map<String, String> environment,
        Path folder,
        Path repository) {

    /** A machine that stands still for seconds is nothing to warn of here, with a stack trace. */
    private static final String SLOW_MACHINE = "-Dquarkus.vertx.max-event-loop-execute-time=60s";

    private static final List<String> JAVA =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", SLOW_MACHINE);

    /** Keeps copies. */
    public Program {
        java = List.copyOf(java);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * One service on its own, as in a container.
     *
     * @param module such as {@code chart-api}
     * @param configuration the file that it reads
     * @param busPrefix what the names of its exchanges and queues begin with
     * @param ports where it answers
     */
    public static Program service(
            String module, Path configuration, String busPrefix, WebPorts ports) {
        Map<String, String> environment =
                Map.of(
                        "FRESHET_CONFIG", configuration.toAbsolutePath().toString(),
                        "FRESHET_BUS_PREFIX", busPrefix,
                        "FRESHET_HTTP_PORT", Integer.toString(ports.charts().number()),
                        "FRESHET_HTTP_MANAGEMENT_PORT",
                                Integer.toString(ports.management().number()));
        return of(module, List.of(), environment);
    }

    /** A command of {@code ./freshet}, as the script runs it once all is built. */
    public static Program freshet(List<String> arguments) {
        return of("local/launcher", arguments, Map.of());
    }

    private static Program of(
            String module, List<String> arguments, Map<String, String> environment) {
        return new Program(
                module, JAVA, arguments, environment, Path.of("."), RepositoryFiles.path(""));
    }

    /** The same as another checkout of the repository has built it. */
    public Program builtIn(Path other) {
        return new Program(module, java, arguments, environment, folder, other);
    }

    /**
     * The same with its classes verified, as operators run it: what a package lacks is found. Other
     * tests go without, as that takes a fifth of a start.
     */
    public Program verified() {
        return withJava(
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationRemote"));
    }

    /** The same with further options for Java. */
    public Program withJava(List<String> options) {
        List<String> all = new ArrayList<>(java);
        all.addAll(options);
        return new Program(module, all, arguments, environment, folder, repository);
    }

    /** The same with further variables. */
    public Program withEnvironment(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new Program(module, java, arguments, all, folder, repository);
    }

    /** The same in another folder. */
    public Program in(Path other) {
        return new Program(module, java, arguments, environment, other, repository);
    }

    /**
     * Starts it; returns at once.
     *
     * @throws IllegalStateException where it was not built
     */
    public ChildProcess start() {
        Path jar = repository.resolve(module + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "%s is missing; build it with mvn -pl %s -am package -DskipTests"
                            .formatted(jar, module));
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return ChildProcess.start(ChildProcess.java(command), environment, folder);
    }
}
