package io.freshet.configuration;

import static io.freshet.yaml.DeclaredKey.duration;
import static io.freshet.yaml.DeclaredKey.number;
import static io.freshet.yaml.DeclaredKey.section;
import static io.freshet.yaml.DeclaredKey.text;
import static io.freshet.yaml.DeclaredKey.texts;
import static io.freshet.yaml.DeclaredKey.words;

import io.freshet.configuration.AlertsConfig.Encryption;
import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of {@link ConfigurationKeys} that say who is alerted, and of what. */
final class AlertKeys {

    private static final int GREATEST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String EACH_MESSAGE =
            "instead: a file with it, read anew for each message";

    private static final List<String> KINDS =
            Arrays.stream(AlertKind.values()).map(AlertKind::text).toList();

    private static final DeclaredSection EMAIL =
            DeclaredSection.of(
                    text("host").mustBe().means("the mail server"),
                    number("port", 1, GREATEST_PORT).otherwise("587").means("its port"),
                    words("tls", Arrays.stream(Encryption.values()).map(Encryption::text).toList())
                            .otherwise(Encryption.STARTTLS.text())
                            .means(
                                    "`starttls`: encrypted after a greeting, and nothing is sent where the server cannot; `implicit`: encrypted from the beginning (mostly port 465); `none`: not at all"),
                    text("ca")
                            .means(
                                    "a PEM file with the authorities that the server's certificate must come from, else those that Java trusts; it must be for the host in any case"),
                    text("username").means("who signs in, if anybody must"),
                    text("password").means("the password; given where a username is"),
                    text("password-file").means(EACH_MESSAGE),
                    text("from").mustBe().means("the sender's address"),
                    texts("to")
                            .mustBe()
                            .means(
                                    "the addresses that get each message, 1 to 50; a list, or one text with commas"));

    private static final DeclaredSection SLACK =
            DeclaredSection.of(
                    text("url")
                            .told("needed, or `url-file`")
                            .means(
                                    "an incoming webhook of Slack, or of what takes the same; a secret, as whoever knows it may post"),
                    text("url-file").means(EACH_MESSAGE));

    static final DeclaredSection ALL =
            DeclaredSection.of(
                    DeclaredKey.of("on", kinds())
                            .told("all but `completion`")
                            .means(
                                    KINDS.stream()
                                            .collect(
                                                    Collectors.joining(
                                                            "`, `",
                                                            "of what: some of `",
                                                            "`. A list, or one text with commas"))),
                    duration("interval", Duration.ofMinutes(1), LONGEST)
                            .otherwise("15m")
                            .means(
                                    "how much time lies between two messages about the same thing, after that it began and that it ended"),
                    duration("stale-after", Duration.ofSeconds(10), LONGEST)
                            .otherwise("5m")
                            .means("how old a source's data may be before it is called stale"),
                    section("email", EMAIL)
                            .told("no mail is sent")
                            .means("by mail; this section or `slack` is needed"),
                    section("slack", SLACK).told("nothing is posted").means("by Slack"));

    private AlertKeys() {}

    /** Words in a list, or several in one text, which an editor cannot tell apart. */
    private static KeyForm kinds() {
        KeyForm.Words words =
                new KeyForm.Words(KINDS, Optional.empty(), "some of " + String.join(", ", KINDS));
        return new KeyForm.OneOf(List.of(words, KeyForm.Text.ANY, new KeyForm.Items(words)));
    }
}
