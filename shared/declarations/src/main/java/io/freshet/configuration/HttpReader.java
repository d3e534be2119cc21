package io.freshet.configuration;

import io.freshet.yaml.SectionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where a service listens and whom it answers. Blocks on reading files. */
final class HttpReader {

    private static final int SHORTEST_TOKEN = 16;
    private static final String CHARTS = "charts";
    private static final String TOKEN_FILE = "charts-token-file";
    private static final String PROXIES = "trusted-proxies";
    private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]+(/\\d{1,3})?");

    private final Path folder;

    /**
     * @param folder what relative paths start from
     */
    HttpReader(Path folder) {
        this.folder = folder;
    }

    HttpConfig read(SectionReader section) {
        HttpConfig http =
                new HttpConfig(
                        section.text("host"),
                        section.number("port"),
                        section.text("management-host"),
                        section.number("management-port"),
                        clients(section));
        section.end();
        return http;
    }

    private HttpClients clients(SectionReader section) {
        int connections = section.number("connections-per-address");
        List<String> proxies = list(section, PROXIES);
        for (String proxy : proxies) {
            if (!NETWORK.matcher(proxy).matches()) {
                throw section.invalid(
                        PROXIES,
                        "must be addresses or networks such as 10.0.0.0/8, separated by commas, not "
                                + proxy);
            }
        }
        return new HttpClients(
                connections, proxies, list(section, "allowed-hosts"), token(section));
    }

    private Optional<Secret> token(SectionReader section) {
        boolean open = section.word(CHARTS).equals(ConfigurationKeys.OPEN);
        Optional<String> file = section.optionalText(TOKEN_FILE);
        if (open == file.isPresent()) {
            throw section.invalid(
                    TOKEN_FILE,
                    file.isPresent()
                            ? "is given, but charts are open; say charts: token"
                            : "is missing; name the file with the token that requests must show");
        }
        return file.map(path -> tokenIn(section, path));
    }

    private Secret tokenIn(SectionReader section, String path) {
        try {
            Secret token = Secret.in(folder.resolve(path));
            if (token.first().length() < SHORTEST_TOKEN || !token.first().matches("[!-~]+")) {
                throw section.invalid(
                        TOKEN_FILE,
                        "%s must hold one line of %d characters or more without blanks, such as openssl rand -hex 32 gives"
                                .formatted(path, SHORTEST_TOKEN));
            }
            return token;
        } catch (IOException e) {
            throw section.invalid(
                    TOKEN_FILE, "cannot read %s; check the path and its rights".formatted(path));
        }
    }

    /** Texts in one, separated by commas, so that an environment variable can give them too. */
    private static List<String> list(SectionReader section, String key) {
        return Stream.of(section.optionalText(key).orElse("").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
