package io.freshet.commandline;

import picocli.CommandLine.Command;

/** {@code completion bash|zsh|fish}. */
@Command(
        name = "completion",
        header = "What a shell needs to complete commands and options.",
        subcommands = {
            CompletionOptions.Bash.class,
            CompletionOptions.Zsh.class,
            CompletionOptions.Fish.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./freshet completion bash)",
            "  source <(./freshet completion zsh)",
            "  ./freshet completion fish | source"
        })
final class CompletionOptions {

    @Command(
            name = "bash",
            header = "Completion for bash; to be sourced.",
            footerHeading = "%nExamples:%n",
            footer = "  source <(./freshet completion bash)")
    static final class Bash {}

    @Command(
            name = "zsh",
            header = "Completion for zsh; to be sourced.",
            footerHeading = "%nExamples:%n",
            footer = "  source <(./freshet completion zsh)")
    static final class Zsh {}

    @Command(
            name = "fish",
            header = "Completion for fish; to be sourced.",
            footerHeading = "%nExamples:%n",
            footer = "  ./freshet completion fish | source")
    static final class Fish {}
}
