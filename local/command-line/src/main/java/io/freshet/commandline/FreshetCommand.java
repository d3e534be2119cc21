package io.freshet.commandline;

import io.freshet.commandline.bench.BenchCommand;
import io.freshet.commandline.deadletters.DeadLettersOptions;
import io.freshet.commandline.lake.LakeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code ./freshet}: what its commands have in common, and which there are. */
@Command(
        name = "./freshet",
        header =
                "Charts and tables that are up to the second, from databases that may only be"
                        + " read.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:found something wrong, or could not do it",
            "2:could not be asked so"
        },
        subcommands = {
            DemoOptions.class,
            InitOptions.class,
            UpOptions.class,
            CheckOptions.class,
            StatusOptions.class,
            OpenApiOptions.class,
            GrantsOptions.class,
            ForgetOptions.class,
            DeadLettersOptions.class,
            LakeOptions.class,
            BenchCommand.class,
            SoakOptions.class,
            CompletionOptions.class,
            HelpOptions.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet demo                          see it run",
            "  ./freshet init --url postgresql://…     propose charts for a database of your own",
            "  ./freshet check --config freshet.yaml   try everything that the file names",
            "  ./freshet up --config freshet.yaml      run over your own databases",
            "  ./freshet status --config freshet.yaml  how sources and charts stand",
            "  ./freshet help bench freshness          help for a command",
            "",
            "Needs a JDK, 17 or newer, and Maven, 3.8.7 or newer, for the first run and after"
                    + " changes.",
            "Options for Java can be added with the environment variable FRESHET_JAVA_OPTS.",
            "What it is and how to begin: README.md; all pages: docs."
        })
final class FreshetCommand {}
