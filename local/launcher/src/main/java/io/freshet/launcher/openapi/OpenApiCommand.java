package io.freshet.launcher.openapi;

import io.freshet.charts.http.ChartDocumentation;
import io.freshet.commandline.OpenApiOptions;
import io.freshet.launcher.configured.ConfigurationFile;
import java.io.PrintStream;

/** Prints the OpenAPI document of a configuration's charts. Connects to nothing. */
public final class OpenApiCommand {

    private final PrintStream out;

    /**
     * @param out where it prints
     */
    public OpenApiCommand(PrintStream out) {
        this.out = out;
    }

    /** Prints it; exit status 0. */
    public int run(OpenApiOptions options) {
        out.println(ChartDocumentation.of(ConfigurationFile.read(options.config())));
        return 0;
    }
}
