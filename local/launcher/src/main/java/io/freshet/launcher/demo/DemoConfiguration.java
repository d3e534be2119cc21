package io.freshet.launcher.demo;

import io.freshet.simulator.country.CountryCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the configuration file that the demo's services read: it is one like any user's. */
final class DemoConfiguration {

    static final String READER = "freshet_reader";
    static final String SOURCE_PREFIX = "";

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
        for (CountryCode country : plan.countries()) {
            String name = country.toString().toLowerCase(Locale.ROOT);
            yaml.append(
                    """
                      - name: %s
                        url: %s
                        username: %s
                        password: "%s"
                        pipeline: pisa
                    """
                            .formatted(
                                    name,
                                    servers.url(SOURCE_PREFIX + name),
                                    READER,
                                    servers.readerPassword()));
        }
        try {
            return Files.writeString(folder.resolve("freshet.yaml"), yaml).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("writing the demo's configuration", e);
        }
    }
}
