package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.HttpConfig;
import io.freshet.embedded.LoopbackPort;
import io.freshet.launcher.port.FreePort;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user wants to see.
 *
 * @param scene what is simulated
 * @param http where it listens: on this machine only, as the simulator's controls are open to
 *     whoever reaches them
 * @param fresh whether to start from empty
 * @param limit how long to run; for ever where empty
 */
record DemoPlan(DemoScene scene, HttpConfig http, boolean fresh, Optional<Duration> limit) {

    /** Environment variable: the operators' port. */
    static final String MANAGEMENT_PORT_VARIABLE = "FRESHET_HTTP_MANAGEMENT_PORT";

    static DemoPlan of(DemoOptions options) {
        return new DemoPlan(
                DemoScene.of(options), http(options.port()), options.fresh(), options.limit());
    }

    /** Another demo may have the usual operators' port: then one that is free. */
    private static HttpConfig http(int port) {
        HttpConfig usual = HttpConfig.DEFAULT;
        int management =
                System.getenv(MANAGEMENT_PORT_VARIABLE) == null
                        ? freePort(usual)
                        : new ConfigurationReader(System.getenv())
                                .readEnvironment()
                                .http()
                                .managementPort();
        return new HttpConfig(usual.host(), port, usual.managementHost(), management);
    }

    private static int freePort(HttpConfig usual) {
        return FreePort.isFree(usual.managementHost(), usual.managementPort())
                ? usual.managementPort()
                : LoopbackPort.pick();
    }
}
