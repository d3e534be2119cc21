package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.Command;

/** {@code openapi}. */
@Command(
        name = "openapi",
        header = "Print what describes every chart to programs, as OpenAPI.",
        description = {
            "",
            "Prints the OpenAPI document of the charts that FILE and its definitions declare, as JSON: the"
                    + " paths, parameters and schemas of every chart. It is what a chart API of the same"
                    + " file serves at /q/openapi on its port for operators. Connects to nothing and changes"
                    + " nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet openapi --config freshet.yaml > openapi.json")
public final class OpenApiOptions extends ConfiguredOptions {}
