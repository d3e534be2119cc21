package io.freshet.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Reads the parts that all URLs have, and names the part that is not as it must be. */
final class UrlReader {

    private static final int LARGEST_PORT = 65_535;

    private UrlReader() {}

    /**
     * Reads a URL with a host.
     *
     * @param schemes those that are meant
     * @param example how such a URL looks
     * @throws IllegalArgumentException with a sentence for users, which never holds a password
     */
    static URI read(String text, Set<String> schemes, String example) {
        String look = "must look like " + example;
        if (text.startsWith("jdbc:")) {
            throw new IllegalArgumentException(look + ", without jdbc:");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "%s; in user and password write @ as %%40, / as %%2F, # as %%23"
                            .formatted(look),
                    e);
        }
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
            throw new IllegalArgumentException(look);
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a #; in a password write it as %23");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(hostProblem(uri.getRawAuthority(), look));
        }
        if (uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "port %d must be from 1 to %d".formatted(uri.getPort(), LARGEST_PORT));
        }
        return uri;
    }

    private static String hostProblem(String authority, String look) {
        if (authority == null || authority.isEmpty()) {
            return look + "; its host is missing";
        }
        int at = authority.lastIndexOf('@');
        if (authority.indexOf('@') != at) {
            return "has more than one @; in user and password write it as %40";
        }
        String host = authority.substring(at + 1);
        if (host.contains(",")) {
            return "names several hosts (%s); name one".formatted(host);
        }
        if (host.contains("_")) {
            return "has the host %s; a host name has no _: use another name, or an address"
                    .formatted(host);
        }
        return "%s; %s is no host, or its port is no number".formatted(look, host);
    }
}
