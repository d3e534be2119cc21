package io.freshet.launcher;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.launcher.check.CheckCommand;
import io.freshet.launcher.deadletters.DeadLettersCommand;
import io.freshet.launcher.demo.DemoCommand;
import io.freshet.launcher.run.UpCommand;
import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;

/** Runs one of Freshet's commands. */
@QuarkusMain(name = "launcher")
public final class Launcher {

    private Launcher() {}

    public static void main(String... arguments) {
        int status;
        try {
            status = run(Arrays.asList(arguments));
        } catch (UsageException e) {
            System.err.println("freshet " + e.getMessage());
            status = 2;
        } catch (CommandFailure | DeclarationException | EmbeddedServerException e) {
            System.err.println("freshet: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("COMMAND: one of demo, up, check, dead-letters");
        }
        List<String> options = arguments.subList(1, arguments.size());
        return switch (arguments.get(0)) {
            case "demo" -> DemoCommand.run(options);
            case "up" -> UpCommand.run(options);
            case "check" -> CheckCommand.run(options);
            case "dead-letters" -> DeadLettersCommand.run(options);
            default ->
                    throw new UsageException(
                            arguments.get(0)
                                    + ": no such command; there are demo, up, check, dead-letters");
        };
    }
}
