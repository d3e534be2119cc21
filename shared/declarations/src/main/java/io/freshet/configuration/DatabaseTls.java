package io.freshet.configuration;

import io.freshet.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a connection to a Postgres database is encrypted, as libpq's {@code sslmode} has it.
 *
 * @param mode how much is asked for
 * @param files whom to trust and as whom to connect
 */
public record DatabaseTls(Mode mode, TlsFiles files) {

    /** How much is asked for. */
    public enum Mode {
        /** Plain text. */
        DISABLE,
        /** Plain text, unless the server wants it otherwise. */
        ALLOW,
        /** Encrypted where the server can, else plain text. */
        PREFER,
        /** Encrypted, by whomever. */
        REQUIRE,
        /** Encrypted by one whose certificate a trusted authority has signed. */
        VERIFY_CA,
        /** And the certificate is for the host that the URL names. */
        VERIFY_FULL;

        /** As URLs have it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Mode> of(String text) {
            return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
        }

        /** Whether what travels may be plain text. */
        public boolean isPerhapsPlain() {
            return compareTo(REQUIRE) < 0;
        }
    }

    /** The same with files taken to lie in a folder. */
    DatabaseTls in(Path folder) {
        return new DatabaseTls(mode, files.in(folder));
    }
}
