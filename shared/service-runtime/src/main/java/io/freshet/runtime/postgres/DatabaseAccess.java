package io.freshet.runtime.postgres;

import io.freshet.configuration.DatabaseTls.Mode;
import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.HostPort;
import io.freshet.configuration.PostgresPasswords;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SessionTarget;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.tls.TlsFiles;
import io.freshet.tls.WatchedTrust;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who connects to which database, and what that means to both drivers: the reactive one and JDBC
 * encrypt, verify and sign in alike. Whatever stands in files is read anew for each connection.
 *
 * @param url where the database is and how it is encrypted
 * @param username who connects
 * @param password that user's password; where there is none it is looked up in {@code ~/.pgpass}
 */
public record DatabaseAccess(DatabaseUrl url, String username, Secret password) {

    private static final String VERIFIES_HOST = "HTTPS";
    private static final String JAVAS_AUTHORITIES = "org.postgresql.ssl.DefaultJavaSSLFactory";

    /** As a source is read. */
    public static DatabaseAccess of(SourceConfig source) {
        return new DatabaseAccess(source.url(), source.username(), source.password());
    }

    /** As the warehouse is used. */
    public static DatabaseAccess of(WarehouseConfig warehouse) {
        return new DatabaseAccess(warehouse.url(), warehouse.username(), warehouse.password());
    }

    /**
     * What the reactive driver needs for a connection to one of the servers. Blocks where files are
     * to be read, see {@link #readsFiles}.
     *
     * @param given what else it is told; stays as it is
     * @param trust whom to trust, from {@link #trust}
     * @throws io.freshet.tls.TlsFileException where a file cannot be used
     */
    PgConnectOptions options(PgConnectOptions given, HostPort server, WatchedTrust trust) {
        PgConnectOptions options =
                new PgConnectOptions(given)
                        .setHost(server.host())
                        .setPort(server.port())
                        .setDatabase(url.database())
                        .setUser(username)
                        .setPassword(passwordAt(server))
                        .setSslMode(SslMode.of(url.tls().mode().text()));
        // A copy of options does not take the filter along.
        options.setPreparedStatementCacheSqlFilter(given.getPreparedStatementCacheSqlFilter());
        Mode mode = url.tls().mode();
        if (mode == Mode.DISABLE) {
            return options;
        }
        TlsFiles files = url.tls().files();
        if (!verifies()) {
            options.setTrustAll(true).setHostnameVerificationAlgorithm("");
        } else {
            options.setTrustOptions(TrustOptions.wrap(trust))
                    .setHostnameVerificationAlgorithm(
                            mode == Mode.VERIFY_FULL ? VERIFIES_HOST : "");
        }
        files.identity().ifPresent(keys -> options.setKeyCertOptions(KeyCertOptions.wrap(keys)));
        return options;
    }

    /**
     * Whom a connection trusts, for its lifetime; where anybody will do, nobody asks it. Blocks
     * where files are to be read.
     *
     * @throws io.freshet.tls.TlsFileException where a file cannot be used
     */
    WatchedTrust trust() {
        return new WatchedTrust(url.tls().files(), url.tls().mode() == Mode.VERIFY_FULL);
    }

    /** Whether something stands in files, so that making options blocks. */
    boolean readsFiles() {
        return password.isNone()
                || password.file().isPresent()
                || verifies()
                || url.tls().files().certificate().isPresent();
    }

    /** Whether it matters who answers. */
    boolean verifies() {
        return url.tls().mode().compareTo(Mode.VERIFY_CA) >= 0;
    }

    /** The password for a connection to one of the servers. Blocks where it stands in a file. */
    public String passwordAt(HostPort server) {
        return password.isNone()
                ? PostgresPasswords.of(System.getenv())
                        .find(server, url.database(), username)
                        .orElse("")
                : password.value();
    }

    /** The password for JDBC, which takes one for all servers. */
    public String jdbcPassword() {
        return passwordAt(url.hosts().get(0));
    }

    /** The URL for JDBC, without user and password. Blocks where there is a client certificate. */
    public String jdbcUrl() {
        Map<String, String> parameters = new LinkedHashMap<>();
        TlsFiles files = url.tls().files();
        parameters.put("sslmode", url.tls().mode().text());
        if (files.authorities().isPresent()) {
            parameters.put("sslrootcert", files.authorities().get().toString());
        } else if (url.tls().mode() == Mode.VERIFY_FULL) {
            parameters.put("sslfactory", JAVAS_AUTHORITIES);
        }
        files.certificate().ifPresent(path -> parameters.put("sslcert", path.toString()));
        files.key().ifPresent(path -> parameters.put("sslkey", path.toString()));
        files.keyAlgorithm().ifPresent(kind -> parameters.put("pemKeyAlgorithm", kind));
        if (url.target() == SessionTarget.READ_WRITE || url.target() == SessionTarget.PRIMARY) {
            parameters.put("targetServerType", "primary");
        }
        return "jdbc:postgresql://%s/%s?%s"
                .formatted(
                        url.hosts().stream()
                                .map(HostPort::toString)
                                .collect(Collectors.joining(",")),
                        encoded(url.database()),
                        parameters.entrySet().stream()
                                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                                .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same database's access, where options made from other settings lead to it. */
    static Optional<DatabaseAccess> leadingTo(WarehouseConfig warehouse, PgConnectOptions made) {
        boolean same =
                made.getHost().equals(warehouse.url().host())
                        && made.getPort() == warehouse.url().port()
                        && made.getDatabase().equals(warehouse.url().database())
                        && made.getUser().equals(warehouse.username());
        return same ? Optional.of(of(warehouse)) : Optional.empty();
    }
}
