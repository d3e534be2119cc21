package io.freshet.configuration;

/**
 * Where a service listens: for whoever may see charts, and for its operators.
 *
 * @param host the address of the charts' port, such as {@code 0.0.0.0} for all of the machine's
 * @param port the charts' port, 0 for any free one
 * @param managementHost the address of the operators' port
 * @param managementPort the operators' port, 0 for any free one
 * @param clients who may ask for what, and for how much
 */
public record HttpConfig(
        String host, int port, String managementHost, int managementPort, HttpClients clients) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Where nothing else is said: reached from this machine only. */
    public static final HttpConfig DEFAULT = new HttpConfig(LOOPBACK, 8080, LOOPBACK, 9000);

    /** The same where nothing is said of clients. */
    public HttpConfig(String host, int port, String managementHost, int managementPort) {
        this(host, port, managementHost, managementPort, HttpClients.DEFAULT);
    }

    /** The charts' address as a program on the same machine writes it into a URL. */
    public String localUrl() {
        return "http://%s:%d".formatted(reached(host), port);
    }

    /** The operators' address as a program on the same machine writes it into a URL. */
    public String localManagementUrl() {
        return "http://%s:%d".formatted(reached(managementHost), managementPort);
    }

    private static String reached(String host) {
        return switch (host) {
            case "0.0.0.0", "::" -> LOOPBACK;
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
