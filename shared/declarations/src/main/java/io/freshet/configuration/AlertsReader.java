package io.freshet.configuration;

import io.freshet.configuration.AlertsConfig.Email;
import io.freshet.configuration.AlertsConfig.Encryption;
import io.freshet.configuration.AlertsConfig.Slack;
import io.freshet.tls.TlsFiles;
import io.freshet.yaml.SectionReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads who is alerted, and of what. Blocks on reading files. */
final class AlertsReader {

    private static final String ON = "on";
    private static final int MOST_ADDRESSES = 50;

    /** An address as it stands between angle brackets: what else headers may hold is refused. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()\\[\\]@]+@[^\\s<>,;@]+");

    private final Path folder;
    private final PasswordReader passwords;

    /**
     * @param folder what relative paths start from
     */
    AlertsReader(Path folder) {
        this.folder = folder;
        this.passwords = new PasswordReader(folder);
    }

    AlertsConfig read(SectionReader section) {
        Optional<Email> email = section.read("email", this::email);
        Optional<Slack> slack = section.read("slack", this::slack);
        AlertsConfig alerts =
                new AlertsConfig(
                        kinds(section),
                        section.duration("interval"),
                        section.duration("stale-after"),
                        email,
                        slack);
        section.end();
        if (alerts.email().isEmpty() && alerts.slack().isEmpty()) {
            throw section.invalid("email", "is missing, as is slack; add one of these sections");
        }
        return alerts;
    }

    private static Set<AlertKind> kinds(SectionReader section) {
        List<String> names = list(section, ON);
        if (names.isEmpty()) {
            return EnumSet.complementOf(EnumSet.of(AlertKind.COMPLETION));
        }
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        for (String name : names) {
            kinds.add(AlertKind.of(name).orElseThrow(() -> section.notAllowed(ON, name)));
        }
        return kinds;
    }

    private Email email(SectionReader section) {
        Encryption encryption = encryption(section);
        Optional<String> authorities = section.optionalText("ca");
        Optional<String> username = section.optionalText("username");
        Optional<Secret> password = passwords.read(section);
        Email email =
                new Email(
                        section.text("host"),
                        section.number("port"),
                        encryption,
                        new TlsFiles(authorities.map(Path::of), Optional.empty(), Optional.empty())
                                .in(folder),
                        username,
                        password.orElse(Secret.NONE),
                        address(section, "from", section.text("from")),
                        receivers(section));
        section.end();
        if (username.isPresent() != password.isPresent()) {
            throw section.invalid(
                    username.isPresent() ? "username" : "password",
                    "is given alone; give username and password (or password-file), or neither");
        }
        if (encryption == Encryption.NONE && authorities.isPresent()) {
            throw section.invalid("ca", "is for an encrypted connection; leave it out");
        }
        return email;
    }

    private static Encryption encryption(SectionReader section) {
        String word = section.word("tls");
        return Stream.of(Encryption.values())
                .filter(one -> one.text().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> receivers(SectionReader section) {
        if (!section.has("to")) {
            throw section.invalid("to", "is missing; add it to this section");
        }
        List<String> receivers = list(section, "to");
        if (receivers.isEmpty() || receivers.size() > MOST_ADDRESSES) {
            throw section.invalid("to", "must be 1 to %d addresses".formatted(MOST_ADDRESSES));
        }
        receivers.forEach(receiver -> address(section, "to", receiver));
        return receivers;
    }

    private static String address(SectionReader section, String key, String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw section.invalid(key, "must look like freshet@example.org, not " + text);
        }
        return text;
    }

    private Slack slack(SectionReader section) {
        Secret url =
                passwords
                        .read(section, "url")
                        .orElseThrow(
                                () -> section.invalid("url", "is missing; add it, or url-file"));
        section.end();
        // Not shown even where it is wrong: who knows the address may post.
        if (!isWebAddress(url.first().strip())) {
            throw section.invalid(
                    "url", "must look like https://hooks.slack.com/services/…, and does not");
        }
        return new Slack(url);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Items of a list, each perhaps several separated by commas, as a variable gives them. */
    private static List<String> list(SectionReader section, String key) {
        return section.texts(key).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
