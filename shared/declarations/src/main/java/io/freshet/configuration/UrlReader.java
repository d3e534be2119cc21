package io.freshet.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parts that all URLs have, and names the part that is not as it must be. */
final class UrlReader {

    private static final int LARGEST_PORT = 65_535;

    private static final Pattern URL =
            Pattern.compile("([a-z]+)://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?");
    private static final Pattern SERVER =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,9})?)?");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private UrlReader() {}

    /**
     * Reads a URL with a host.
     *
     * @param schemes those that are meant
     * @param example how such a URL looks
     * @throws IllegalArgumentException with a sentence for users, which never holds a password
     */
    static UrlParts read(String text, Set<String> schemes, String example) {
        String look = "must look like " + example;
        if (text.startsWith("jdbc:")) {
            throw new IllegalArgumentException(look + ", without jdbc:");
        }
        if (text.contains("#")) {
            throw new IllegalArgumentException("has a #; in a password write it as %23");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("has a blank; in user and password write it as %20");
        }
        if (BAD_PERCENT.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "has a % that is followed by no two hexadecimal digits; in user and password write it as %25");
        }
        Matcher url = URL.matcher(text);
        if (!url.matches() || !schemes.contains(url.group(1))) {
            throw new IllegalArgumentException(look);
        }
        String authority = url.group(2);
        int at = authority.lastIndexOf('@');
        if (authority.indexOf('@') != at) {
            throw new IllegalArgumentException(
                    "has more than one @; in user and password write it as %40");
        }
        if (at < 0 && text.contains("@")) {
            throw new IllegalArgumentException(
                    "has a / or ? before its @; in user and password write them as %2F and %3F");
        }
        String path = url.group(3) == null ? "" : url.group(3);
        return new UrlParts(
                url.group(1),
                at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at)),
                servers(authority.substring(at + 1), look),
                path,
                Optional.ofNullable(url.group(4)));
    }

    private static List<HostPort> servers(String text, String look) {
        if (text.isEmpty() || text.startsWith(":")) {
            throw new IllegalArgumentException(look + "; its host is missing");
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("%2f")) {
            throw new IllegalArgumentException(
                    "has the folder of a unix socket as its host; name a host that is reached by TCP, such as 127.0.0.1");
        }
        List<HostPort> servers = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Matcher server = SERVER.matcher(one);
            if (!server.matches()) {
                throw new IllegalArgumentException(
                        "%s; %s is no host, or its port is no number".formatted(look, one));
            }
            String host = server.group(1);
            servers.add(
                    new HostPort(
                            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                            port(server.group(2))));
        }
        return servers;
    }

    /** The port, or 0 where none is given. */
    private static int port(String digits) {
        if (digits == null) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        if (port == 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "port %d must be from 1 to %d".formatted(port, LARGEST_PORT));
        }
        return port;
    }
}
