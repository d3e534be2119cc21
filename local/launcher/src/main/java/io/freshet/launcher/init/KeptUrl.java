package io.freshet.launcher.init;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database's URL as it is kept in a file: without user and password, and with whole paths. */
final class KeptUrl {

    private static final Pattern SIGN_IN = Pattern.compile("^([a-z]+://)[^/?#@]*@");
    private static final Pattern FILE =
            Pattern.compile("([?&](?:sslrootcert|sslcert|sslkey)=)([^&]*)");
    private static final Set<String> NO_FILES = Set.of("", "system");

    private KeptUrl() {}

    /** The URL as files keep it. */
    static String of(String url) {
        return withWholePaths(SIGN_IN.matcher(url).replaceFirst("$1"));
    }

    /** The URL with paths that lead to the same files from any folder. */
    static String withWholePaths(String url) {
        return FILE.matcher(url)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(1)
                                                + (NO_FILES.contains(found.group(2))
                                                        ? found.group(2)
                                                        : Path.of(found.group(2))
                                                                .toAbsolutePath())));
    }
}
