package io.freshet.launcher;

import io.freshet.commandline.CheckOptions;
import io.freshet.commandline.DemoOptions;
import io.freshet.commandline.ForgetOptions;
import io.freshet.commandline.FreshetCommands;
import io.freshet.commandline.GrantsOptions;
import io.freshet.commandline.InitOptions;
import io.freshet.commandline.OpenApiOptions;
import io.freshet.commandline.StatusOptions;
import io.freshet.commandline.UpOptions;
import io.freshet.commandline.deadletters.DiscardOptions;
import io.freshet.commandline.deadletters.ListOptions;
import io.freshet.commandline.deadletters.ReplayOptions;
import io.freshet.commandline.deadletters.ShowOptions;
import io.freshet.commandline.lake.RebuildOptions;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.launcher.broker.Brokers;
import io.freshet.launcher.check.CheckCommand;
import io.freshet.launcher.deadletters.DeadLettersCommand;
import io.freshet.launcher.demo.DemoCommand;
import io.freshet.launcher.forget.ForgetCommand;
import io.freshet.launcher.grants.GrantsCommand;
import io.freshet.launcher.init.InitCommand;
import io.freshet.launcher.init.PasswordPrompt;
import io.freshet.launcher.lake.LakeRebuildCommand;
import io.freshet.launcher.openapi.OpenApiCommand;
import io.freshet.launcher.run.UpCommand;
import io.freshet.launcher.status.StatusCommand;
import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs one of Freshet's commands. */
@QuarkusMain(name = "launcher")
public final class Launcher {

    private Launcher() {}

    public static void main(String... arguments) {
        DeadLettersCommand deadLetters = new DeadLettersCommand(Brokers.topology(), System.out);
        FreshetCommands commands =
                new FreshetCommands()
                        .on(DemoOptions.class, DemoCommand::run)
                        .on(
                                InitOptions.class,
                                new InitCommand(
                                                System.out,
                                                System.getenv(),
                                                PasswordPrompt::atTerminal)
                                        ::run)
                        .on(UpOptions.class, UpCommand::run)
                        .on(CheckOptions.class, CheckCommand::run)
                        .on(StatusOptions.class, new StatusCommand(System.out)::run)
                        .on(OpenApiOptions.class, new OpenApiCommand(System.out)::run)
                        .on(GrantsOptions.class, new GrantsCommand(System.out)::run)
                        .on(ForgetOptions.class, new ForgetCommand(System.out)::run)
                        .on(RebuildOptions.class, new LakeRebuildCommand(System.out)::run)
                        .on(ListOptions.class, deadLetters::list)
                        .on(ShowOptions.class, deadLetters::show)
                        .on(ReplayOptions.class, deadLetters::replay)
                        .on(DiscardOptions.class, deadLetters::discard)
                        .failingWith(DeclarationException.class)
                        .failingWith(EmbeddedServerException.class);
        System.exit(commands.execute(arguments));
    }
}
