package io.freshet.runtime.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set for tracing, the same in every service. */
@ConfigMapping(prefix = "freshet.tracing")
public interface TracingSettings {

    /**
     * Where traces go: an OTLP receiver that takes HTTP, such as {@code http://collector:4318}; the
     * word {@code none} makes none.
     */
    @WithDefault("none")
    String url();

    /** Which share of all polls that find rows is traced, from 0 to 1. Told by the poller alone. */
    @WithDefault("1")
    double share();
}
