package io.freshet.runtime.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

/** Counts what web servers refuse before any resource sees it. Thread-safe. */
public final class HttpRefusals {

    private HttpRefusals() {}

    /** One more request or connection was refused with this status. */
    public static void count(int status) {
        Counter.builder("freshet.http.refused")
                .description("Requests and connections refused because of a client's limits")
                .tag("status", Integer.toString(status))
                .register(Metrics.globalRegistry)
                .increment();
    }
}
