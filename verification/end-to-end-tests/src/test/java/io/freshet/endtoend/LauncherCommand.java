package io.freshet.endtoend;

import io.freshet.testkit.processes.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of {@code ./freshet}, as the script runs it once all is built. */
final class LauncherCommand {

    static final Path JAR =
            Path.of("..", "..", "local", "launcher", "target", "quarkus-app", "quarkus-run.jar");

    /** A machine that stands still for seconds is nothing to warn of here, with a stack trace. */
    static final String SLOW_MACHINE = "-Dquarkus.vertx.max-event-loop-execute-time=60s";

    private LauncherCommand() {}

    /**
     * Starts a command.
     *
     * @param options options for Java
     * @param arguments the command and its options
     */
    static ChildProcess start(List<String> options, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("-XX:+UseSerialGC", SLOW_MACHINE));
        all.addAll(options);
        all.addAll(List.of("-jar", JAR.toString()));
        all.addAll(arguments);
        return ChildProcess.start(ChildProcess.java(all), Map.of(), Path.of("."));
    }
}
