package io.freshet.testkit.processes;

/**
 * Where a process under test answers over HTTP.
 *
 * @param charts for everybody
 * @param management for operators
 */
public record WebPorts(WebPort charts, WebPort management) {

    /** Two that nobody listens on now. */
    public static WebPorts free() {
        return new WebPorts(WebPort.free(), WebPort.free());
    }
}
