package io.freshet.configuration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a URL, still encoded where they may be.
 *
 * @param scheme what stands before {@code ://}
 * @param user what stands before the {@code @}, if anything
 * @param hosts the servers, one at least; port 0 where none is given
 * @param path from the first / on, or empty
 * @param query what follows the ?, if anything
 */
record UrlParts(
        String scheme,
        Optional<String> user,
        List<HostPort> hosts,
        String path,
        Optional<String> query) {

    /** Name and password before the @; the password is absent where there is no colon. */
    Optional<String> username() {
        return user.map(text -> decode(text.split(":", 2)[0])).filter(name -> !name.isEmpty());
    }

    /** See {@link #username}. */
    Optional<String> password() {
        return user.filter(text -> text.contains(":")).map(text -> decode(text.split(":", 2)[1]));
    }

    /** The servers with a port for those that name none. */
    List<HostPort> hosts(int otherwise) {
        return hosts.stream()
                .map(one -> one.port() == 0 ? new HostPort(one.host(), otherwise) : one)
                .toList();
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
