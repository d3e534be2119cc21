package io.freshet.launcher.init.written;

import java.util.Optional;

/**
 * Writes the configuration that names the source.
 *
 * @param name the source's name, and its definition's
 * @param url where the database is, without user and password
 * @param username who reads it
 * @param passwordFile the file with the password, from the configuration's folder; empty where none
 *     is needed
 * @param zoneless whether rows have times without a zone
 */
public record ConfigurationText(
        String name, String url, String username, Optional<String> passwordFile, boolean zoneless) {

    /** The text. */
    public String write() {
        return """
        # What Freshet runs on. ./freshet init has proposed it: change it as you like. Every key: docs/configuration.md
        pipelines: [%s]

        # The databases that are read. Rights to SELECT are enough, and better than more.
        sources:
          - name: %s
            url: %s
            username: %s
        %s    pipeline: %s
        %s
        # Charts and dashboard are served on this machine only, on this port.
        http: {port: 8080}

        # Where no broker and no warehouse are named, embedded ones serve, and keep what they have in .freshet beside this
        # file. To use real ones, take away the # here:
        # broker: {url: "amqp://USER:PASSWORD@HOST:5672"}
        # warehouse: {url: "postgresql://HOST:5432/DATABASE", username: USER, password-file: FILE}
        """
                .formatted(
                        YamlText.of(name + ".yaml"),
                        YamlText.of(name),
                        YamlText.of(url),
                        YamlText.of(username),
                        passwordFile
                                .map(file -> "    password-file: %s%n".formatted(YamlText.of(file)))
                                .orElse(""),
                        YamlText.of(name),
                        zoneless
                                ? "    # time-zone: Europe/London  # what times without a zone are"
                                        + " in; UTC where nothing is said\n"
                                : "");
    }
}
