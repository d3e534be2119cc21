package io.freshet.launcher.init.written;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spells texts in YAML. */
final class YamlText {

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_./][\\p{L}\\p{N}_./()-]*(?: [\\p{L}\\p{N}_./()-]+)*");
    private static final Pattern SENTENCE =
            Pattern.compile("\\p{Lu}[\\p{L}\\p{N}_./-]*(?:,? [\\p{L}\\p{N}_./-]+)*");
    private static final Pattern MEANING =
            Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|~");
    private static final int LONGEST_COMMENT = 200;

    private YamlText() {}

    /** A text as a value or a key: in quotes where it would mean something else without. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() && !MEANING.matcher(text).matches()
                ? text
                : quoted(text);
    }

    /** A sentence as the only value of a line, where commas mean nothing. */
    static String sentence(String text) {
        return SENTENCE.matcher(text).matches() && !MEANING.matcher(text).matches()
                ? text
                : of(text);
    }

    /** Values in a list on one line. */
    static String list(List<String> texts) {
        return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                quoted.append('\\').appendCodePoint(c);
                            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                                quoted.append("\\u%04x".formatted(c));
                            } else {
                                quoted.appendCodePoint(c);
                            }
                        });
        return quoted.append('"').toString();
    }

    /** A text as a comment's: on one line, and not for ever. */
    static String comment(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) > LONGEST_COMMENT
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_COMMENT)).strip() + " …"
                : line;
    }
}
