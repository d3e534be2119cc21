package io.freshet.testkit.configuration;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.WarehouseRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Writes a configuration file of Freshet that points to test servers. Not thread-safe.
 *
 * <p>The file holds the servers' passwords, which are those of tests.
 */
public final class FreshetFile {

    private final StringBuilder warehouse = new StringBuilder();
    private final StringBuilder broker = new StringBuilder();
    private final StringBuilder sources = new StringBuilder();
    private String brokerUrl = "";
    private String http = "";
    private String guard = "";
    private String alerts = "";
    private String lake = "";
    private String documents = "";
    private String definitions = "";

    /**
     * Names the database that Freshet writes to, and gives the rights there that it needs: it signs
     * in as who {@code ./freshet grants} says.
     */
    public FreshetFile warehouse(TestDatabase database) {
        return warehouse(database.url(), WarehouseRights.of(database).login("aggregator"));
    }

    /** Names the database that Freshet writes to, and who owns what it makes there. */
    public FreshetFile warehouse(String url, TestDatabase.Login owner) {
        warehouse.setLength(0);
        warehouse
                .append("warehouse:\n  url: ")
                .append(quoted(url))
                .append("\n  username: ")
                .append(quoted(owner.username()))
                .append("\n  password: ")
                .append(quoted(owner.password()))
                .append('\n');
        return this;
    }

    /** Names the broker by its address with credentials. */
    public FreshetFile broker(String url) {
        broker.setLength(0);
        brokerUrl = url;
        broker.append("broker:\n  url: ").append(quoted(url)).append('\n');
        return this;
    }

    /** Changes the broker's address, where one is named. */
    public FreshetFile broker(UnaryOperator<String> change) {
        if (!brokerUrl.isEmpty()) {
            String changed = change.apply(brokerUrl);
            int start = broker.indexOf(quoted(brokerUrl));
            broker.replace(start, start + quoted(brokerUrl).length(), quoted(changed));
            brokerUrl = changed;
        }
        return this;
    }

    /** Names a broker whose certificate comes from an authority of the test. */
    public FreshetFile broker(String url, Path authorities) {
        broker(url).broker.append("  ca: ").append(quoted(authorities.toString())).append('\n');
        return this;
    }

    /** Names the folder of the lake. */
    public FreshetFile lake(Path folder) {
        lake = "lake: {url: %s}\n".formatted(quoted("file:" + folder));
        return this;
    }

    /** Names the folder of documents of that name. */
    public FreshetFile documents(String name, Path folder) {
        documents =
                "documents:\n  - {name: %s, url: %s}\n".formatted(name, quoted("file:" + folder));
        return this;
    }

    /** Names the file of a definition. */
    public FreshetFile definition(Path file) {
        definitions = "pipelines: [%s]\n".formatted(quoted(file.toString()));
        return this;
    }

    /** Names the ports of the web server. */
    public FreshetFile http(WebPorts ports) {
        http =
                "http:\n  port: %d\n  management-port: %d\n"
                        .formatted(ports.charts().number(), ports.management().number());
        return this;
    }

    /** Lets the charts of the web server, whose ports are named, be kept by a token. */
    public FreshetFile guardedBy(Path tokenFile) {
        guard =
                "  charts: token\n  charts-token-file: %s\n"
                        .formatted(quoted(tokenFile.toString()));
        return this;
    }

    /** Gives the section of alerts, as keys and values separated by commas. */
    public FreshetFile alerts(String keys) {
        alerts = "alerts: {" + keys + "}\n";
        return this;
    }

    /** Gives the section of the web server, as keys and values separated by commas. */
    public FreshetFile http(String keys) {
        http = "http: {" + keys + "}\n";
        return this;
    }

    /** Adds a source that is read by a role that may only select. */
    public FreshetFile source(String name, TestDatabase database) {
        return source(name, database.url(), database.reader());
    }

    /** Adds a source at {@code url}, perhaps that of a proxy, that is read by {@code login}. */
    public FreshetFile source(String name, String url, TestDatabase.Login login) {
        return source(name, url, login.username(), "password", login.password());
    }

    /** Adds a source whose reader's password stands in a file. */
    public FreshetFile source(String name, String url, String username, Path passwordFile) {
        return source(name, url, username, "password-file", passwordFile.toString());
    }

    private FreshetFile source(
            String name, String url, String username, String passwordKey, String password) {
        sources.append("  - name: ")
                .append(quoted(name))
                .append("\n    url: ")
                .append(quoted(url))
                .append("\n    username: ")
                .append(quoted(username))
                .append("\n    %s: ".formatted(passwordKey))
                .append(quoted(password))
                .append('\n');
        return this;
    }

    /** Lets the source that was added last be read by that definition. */
    public FreshetFile pipeline(String name) {
        sources.append("    pipeline: ").append(name).append('\n');
        return this;
    }

    /** The text of the file. */
    public String text() {
        String listed = sources.isEmpty() ? "" : "sources:\n" + sources;
        return warehouse.toString()
                + broker
                + lake
                + documents
                + definitions
                + alerts
                + http
                + guard
                + listed;
    }

    /** Writes it to {@code file}, which it returns. */
    public Path writeTo(Path file) {
        try {
            return Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
