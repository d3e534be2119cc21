package io.freshet.configuration;

import io.freshet.tls.TlsFiles;
import io.freshet.yaml.SectionReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reads where servers are and who we are to them. Blocks on reading files. */
final class ServerReader {

    private final Path folder;
    private final PasswordReader passwords;

    /**
     * @param folder what relative paths start from
     */
    ServerReader(Path folder) {
        this.folder = folder;
        this.passwords = new PasswordReader(folder);
    }

    /** The message broker that a section tells of. */
    BrokerUrl broker(SectionReader section) {
        BrokerUrl url = url(section, BrokerUrl::parse);
        BrokerUrl broker = passwords.read(section).map(url::withPassword).orElse(url);
        Optional<String> authorities = section.optionalText("ca");
        Optional<String> certificate = section.optionalText("cert");
        Optional<String> key = section.optionalText("key");
        section.end();
        if (certificate.isPresent() != key.isPresent()) {
            throw section.invalid(
                    certificate.isPresent() ? "key" : "cert",
                    "is missing; a client certificate and its key belong together");
        }
        boolean files = authorities.isPresent() || certificate.isPresent();
        if (files && !broker.tls()) {
            throw section.invalid(
                    "url", "must be an amqps address where ca, cert and key are given");
        }
        return broker.withFiles(
                new TlsFiles(
                                authorities.map(Path::of),
                                certificate.map(Path::of),
                                key.map(Path::of))
                        .in(folder));
    }

    /** The warehouse that a section tells of. */
    WarehouseConfig warehouse(SectionReader section) {
        WarehouseConfig warehouse = database(section);
        section.end();
        if (!warehouse.url().target().isWritable()) {
            throw section.invalid(
                    "url",
                    "has target_session_attrs=%s, but the warehouse is written to; say read-write"
                            .formatted(warehouse.url().target().text()));
        }
        return warehouse;
    }

    /** The database that a section tells of, and who we are to it; the section may hold more. */
    WarehouseConfig database(SectionReader section) {
        DatabaseUrl url = url(section, DatabaseUrl::parse).in(folder);
        return new WarehouseConfig(
                url, username(section, url), passwords.read(section).orElse(url.password()));
    }

    /** Whom the section or else its URL names. */
    private static String username(SectionReader section, DatabaseUrl url) {
        return section.optionalText("username")
                .or(url::username)
                .orElseThrow(
                        () -> section.invalid("username", "is missing; add it to this section"));
    }

    private static <T> T url(SectionReader section, Function<String, T> parser) {
        String text = section.text("url");
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw section.invalid("url", e.getMessage());
        }
    }
}
