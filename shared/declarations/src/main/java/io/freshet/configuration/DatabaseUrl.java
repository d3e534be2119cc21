package io.freshet.configuration;

import io.freshet.configuration.DatabaseTls.Mode;
import io.freshet.tls.TlsFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Where a Postgres database is, and how a connection to it is encrypted: what libpq takes as a URL,
 * as far as the drivers can. Its text form holds neither user nor password.
 *
 * @param hosts its servers, one at least, in the order in which they are tried
 * @param database the database's name
 * @param tls how connections are encrypted
 * @param target which of several servers is meant
 * @param username the user that the URL names, if any
 * @param password the password that the URL holds, or none
 */
public record DatabaseUrl(
        List<HostPort> hosts,
        String database,
        DatabaseTls tls,
        SessionTarget target,
        Optional<String> username,
        Secret password) {

    private static final String EXAMPLE = "postgresql://host:5432/database";
    private static final int DEFAULT_PORT = 5432;
    private static final String MODE = "sslmode";
    private static final String AUTHORITIES = "sslrootcert";
    private static final String CERTIFICATE = "sslcert";
    private static final String KEY = "sslkey";
    private static final String TARGET = "target_session_attrs";
    private static final String BINDING = "channel_binding";
    private static final String SYSTEM = "system";
    private static final List<String> KNOWN =
            List.of(MODE, AUTHORITIES, CERTIFICATE, KEY, TARGET, BINDING);

    public DatabaseUrl {
        hosts = List.copyOf(hosts);
        Objects.requireNonNull(database, "database");
    }

    /**
     * Reads {@code postgresql://user:password@host:port,host:port/database?sslmode=…}. User,
     * password, ports, further hosts and parameters may be left out.
     *
     * @throws IllegalArgumentException with a sentence for users, which names the part at fault and
     *     holds no password
     */
    public static DatabaseUrl parse(String text) {
        UrlParts parts = UrlReader.read(text, Set.of("postgresql", "postgres"), EXAMPLE);
        String path = parts.path();
        if (path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException(
                    "must look like %s; its database is missing or has a /".formatted(EXAMPLE));
        }
        Map<String, String> parameters = parameters(parts.query().orElse(""));
        List<HostPort> hosts = parts.hosts(DEFAULT_PORT);
        Optional<String> binding = Optional.ofNullable(parameters.get(BINDING));
        if (binding.isPresent() && !binding.get().equals("prefer")) {
            throw new IllegalArgumentException(
                    "%s=%s cannot be promised by the drivers, which use it wherever the server offers it; leave it out, and say sslmode=verify-full"
                            .formatted(BINDING, binding.get()));
        }
        return new DatabaseUrl(
                hosts,
                UrlParts.decode(path.substring(1)),
                tls(parameters, hosts),
                target(parameters.getOrDefault(TARGET, SessionTarget.ANY.text())),
                parts.username(),
                parts.password().map(Secret::new).orElse(Secret.NONE));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] sides = one.split("=", 2);
            if (sides.length < 2 || !KNOWN.contains(sides[0])) {
                throw new IllegalArgumentException(
                        "has the parameter %s, which is not known here; leave it out: known are %s"
                                .formatted(sides[0], String.join(", ", KNOWN)));
            }
            parameters.put(sides[0], UrlParts.decode(sides[1]));
        }
        return parameters;
    }

    private static DatabaseTls tls(Map<String, String> parameters, List<HostPort> hosts) {
        Optional<String> authorities = Optional.ofNullable(parameters.get(AUTHORITIES));
        boolean system = authorities.filter(SYSTEM::equals).isPresent();
        TlsFiles files =
                new TlsFiles(
                        authorities.filter(path -> !system).map(Path::of),
                        Optional.ofNullable(parameters.get(CERTIFICATE)).map(Path::of),
                        Optional.ofNullable(parameters.get(KEY)).map(Path::of));
        Mode mode = mode(parameters, system, hosts);
        if (mode == Mode.VERIFY_CA && files.authorities().isEmpty()) {
            throw new IllegalArgumentException(
                    "sslmode=verify-ca needs sslrootcert=FILE, the certificate of the authority; or say verify-full");
        }
        if (system && mode != Mode.VERIFY_FULL) {
            throw new IllegalArgumentException(
                    "sslrootcert=system trusts whom this machine trusts, which is safe with sslmode=verify-full only");
        }
        // As libpq has it: who names an authority wants it to count.
        boolean verified = mode == Mode.REQUIRE && files.authorities().isPresent();
        return new DatabaseTls(verified ? Mode.VERIFY_CA : mode, files);
    }

    private static Mode mode(Map<String, String> parameters, boolean system, List<HostPort> hosts) {
        String text = parameters.get(MODE);
        if (text != null) {
            return Mode.of(text)
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "sslmode=%s is none of disable, allow, prefer, require, verify-ca, verify-full"
                                                    .formatted(text)));
        }
        if (system) {
            return Mode.VERIFY_FULL;
        }
        return hosts.stream().allMatch(HostPort::isLoopback) ? Mode.DISABLE : Mode.PREFER;
    }

    private static SessionTarget target(String text) {
        return SessionTarget.of(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s=%s is none of any, read-write, read-only, primary, standby, prefer-standby"
                                                .formatted(TARGET, text)));
    }

    /** The same with files of certificates taken to lie in a folder. */
    DatabaseUrl in(Path folder) {
        return new DatabaseUrl(hosts, database, tls.in(folder), target, username, password);
    }

    /** The first server's host. */
    public String host() {
        return hosts.get(0).host();
    }

    /** The first server's port. */
    public int port() {
        return hosts.get(0).port();
    }

    /** The first server's address alone, for what takes no more. */
    public String first() {
        return "postgresql://%s/%s".formatted(hosts.get(0), database);
    }

    /** Why what travels may be read or changed on its way, if so; a sentence without a subject. */
    public Optional<String> concern() {
        return tls.mode().isPerhapsPlain() && !hosts.stream().allMatch(HostPort::isLoopback)
                ? Optional.of(
                        "may be reached in plain text, as sslmode is %s; add ?sslmode=verify-full&sslrootcert=FILE to its url"
                                .formatted(tls.mode().text()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        boolean loopback = hosts.stream().allMatch(HostPort::isLoopback);
        if (tls.mode() != (loopback ? Mode.DISABLE : Mode.PREFER)) {
            query.add(MODE + "=" + tls.mode().text());
        }
        if (target != SessionTarget.ANY) {
            query.add(TARGET + "=" + target.text());
        }
        return "postgresql://%s/%s%s"
                .formatted(
                        hosts.stream().map(HostPort::toString).collect(Collectors.joining(",")),
                        database,
                        query);
    }
}
