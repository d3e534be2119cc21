package io.freshet.forage.account;

import io.freshet.forage.problem.Refused;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An account's name as its owner wrote it.
 *
 * @param text 2 to 40 letters, digits, spaces, dots, underscores, hyphens or at signs, starting
 *     with a letter or digit
 */
public record AccountName(String text) {
    private static final Pattern FORM =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@-]{1,39}");

    /**
     * Checks the name.
     *
     * @throws Refused where it has not the form
     */
    public AccountName {
        text = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (!FORM.matcher(text).matches()) {
            throw Refused.badRequest(
                    "A name has 2 to 40 letters, digits, spaces or . _ - @ and starts with a letter"
                            + " or digit.");
        }
    }

    /** What two names have in common that people would take for the same one. */
    public String key() {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
