package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.processes.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service on its own, configured by a file and the environment, as in a container. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String module;
    private final WebPort port = WebPort.free();
    private final ChildProcess process;

    private ServiceProcess(String module, Path configuration, String prefix) {
        this.module = module;
        Path jar = Path.of("..", "..", module, "target", "quarkus-app", "quarkus-run.jar");
        assertThat(Files.exists(jar))
                .as("%s is there (it is built by mvn package, without quarkus.build.skip)", jar)
                .isTrue();
        this.process =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of("-Xmx160m", "-XX:+UseSerialGC", "-jar", jar.toString())),
                        Map.of(
                                "FRESHET_CONFIG", configuration.toString(),
                                "FRESHET_BUS_PREFIX", prefix,
                                "FRESHET_HTTP_PORT", Integer.toString(port.number())),
                        Path.of("."));
    }

    /** Starts a service; does not wait until it is ready. */
    static ServiceProcess start(String module, Path configuration, String prefix) {
        return new ServiceProcess(module, configuration, prefix);
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + START_LIMIT.toNanos();
        while (!port.isWell("/q/health/ready")) {
            assertThat(process.isAlive()).as("%s runs; it wrote:%n%s", module, output()).isTrue();
            assertThat(System.nanoTime())
                    .as("%s becomes ready; it wrote:%n%s", module, output())
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    String get(String path) {
        return port.get(path);
    }

    String output() {
        return process.output();
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
