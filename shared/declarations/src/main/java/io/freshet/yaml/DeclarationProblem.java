package io.freshet.yaml;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that is declared wrongly.
 *
 * @param location where
 * @param key which key, with all that it is in: {@code sources[0].poll-interval}; empty where it is
 *     about a whole file
 * @param value what stands there; empty where nothing does, or it may be secret
 * @param message what is allowed, or what to do
 */
public record DeclarationProblem(
        Location location, String key, Optional<String> value, String message) {

    /** What stands under such a key may be secret. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|secret|token|url|access-key)");

    /** A value as it may be shown, perhaps null. */
    static Optional<String> shown(String key, Yaml value) {
        return Optional.ofNullable(value)
                .filter(there -> !SECRET.matcher(key).matches())
                .map(Yaml::plain);
    }

    /** In a sentence that also names the column. */
    public String located() {
        return location.column() == 0
                ? sentence()
                : sentence().replaceFirst("(, line \\d+)", "$1, column " + location.column());
    }

    /** In a sentence for people. */
    public String sentence() {
        if (location.equals(Location.NOWHERE)) {
            return message;
        }
        return key.isEmpty() ? location + ": " + message : location + ": " + key + ": " + message;
    }
}
