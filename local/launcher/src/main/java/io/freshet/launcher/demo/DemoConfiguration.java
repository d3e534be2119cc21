package io.freshet.launcher.demo;

import io.freshet.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes the configuration file that the demo's services read: it is one like any user's. */
final class DemoConfiguration {

    private final DemoServers servers;
    private final DemoPlan plan;

    DemoConfiguration(DemoServers servers, DemoPlan plan) {
        this.servers = servers;
        this.plan = plan;
    }

    Path write(Path folder) {
        StringBuilder yaml = new StringBuilder("# Written by ./freshet demo at every start.\n");
        yaml.append("broker: {url: \"").append(servers.brokerUrl()).append("\"}\n");
        yaml.append(
                """
                warehouse:
                  url: %s
                  username: %s
                  password: "%s"
                http: {host: %s, port: %d, management-host: %s, management-port: %d}
                sources:
                """
                        .formatted(
                                servers.url(DemoServers.WAREHOUSE),
                                servers.username(),
                                servers.password(),
                                plan.http().host(),
                                plan.http().port(),
                                plan.http().managementHost(),
                                plan.http().managementPort()));
        if (plan.scene().hasLake()) {
            yaml.insert(yaml.indexOf("http: {"), "lake: {url: \"file:./lake\"}\n");
        }
        for (String source : plan.scene().sources()) {
            yaml.append(
                    """
                      - name: %s
                        url: %s
                        username: %s
                        password: "%s"
                        pipeline: %s
                    """
                            .formatted(
                                    source,
                                    servers.url(source),
                                    DemoScene.READER,
                                    servers.readerPassword(),
                                    plan.scene().pipeline()));
        }
        try {
            // It names passwords.
            Path file = folder.resolve("freshet.yaml");
            PrivateFiles.write(file, yaml.toString());
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("writing the demo's configuration", e);
        }
    }
}
