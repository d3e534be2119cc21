package io.freshet.configuration;

import io.freshet.yaml.SectionReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where a service listens and whom it answers. Blocks on reading files. */
final class HttpReader {

    private static final int SHORTEST_TOKEN = 16;
    private static final String CHARTS = "charts";
    private static final String TOKEN_FILE = "charts-token-file";
    private static final String ISSUER = "charts-issuer";
    private static final String AUDIENCE = "charts-audience";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
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
                        "must be addresses or networks such as 10.0.0.0/8, separated by commas, not"
                                + " "
                                + proxy);
            }
        }
        return new HttpClients(
                connections, proxies, list(section, "allowed-hosts"), charts(section));
    }

    private ChartsGuard charts(SectionReader section) {
        String kind = section.word(CHARTS);
        Optional<String> file =
                of(ConfigurationKeys.TOKEN, TOKEN_FILE, kind, section, "the file with the token");
        Optional<String> issuer =
                of(ConfigurationKeys.OIDC, ISSUER, kind, section, "the provider of tokens");
        Optional<String> audience =
                of(ConfigurationKeys.OIDC, AUDIENCE, kind, section, "whom tokens must be for");
        if (file.isPresent()) {
            return new ChartsGuard.Token(tokenIn(section, file.get()));
        }
        return issuer.isPresent()
                ? new ChartsGuard.Provider(provider(section, issuer.get()), audience.orElseThrow())
                : new ChartsGuard.Nobody();
    }

    /** A key that one kind of guard needs, and no other has. */
    private static Optional<String> of(
            String owner, String key, String kind, SectionReader section, String what) {
        Optional<String> value = section.optionalText(key);
        if (kind.equals(owner) != value.isPresent()) {
            throw section.invalid(
                    key,
                    value.isPresent()
                            ? "is given, but charts are %s; say charts: %s".formatted(kind, owner)
                            : "is missing; name " + what);
        }
        return value;
    }

    private static URI provider(SectionReader section, String text) {
        try {
            URI issuer = new URI(text);
            boolean here = issuer.getHost() != null && LOCAL.contains(issuer.getHost());
            if (issuer.getHost() != null
                    && ("https".equals(issuer.getScheme())
                            || ("http".equals(issuer.getScheme()) && here))
                    && issuer.getRawQuery() == null
                    && issuer.getRawFragment() == null) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw section.invalid(
                ISSUER,
                "must be a provider's address as its tokens name it, such as"
                        + " https://id.example/realms/charts; by http only on this machine");
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
