package io.freshet.runtime;

import io.freshet.configuration.AlertsConfig;
import java.util.Optional;

/** Learns how starting a service went; may block for some seconds. */
public interface StartListener {

    /** Does nothing. */
    StartListener NOBODY =
            new StartListener() {
                @Override
                public void failed(Optional<AlertsConfig> alerts, String reason) {}

                @Override
                public void started(Optional<AlertsConfig> alerts) {}
            };

    /**
     * The service cannot start, and its process will end.
     *
     * @param alerts who wants to know, as far as that could be read
     * @param reason why, and what to do; holds no secret
     */
    void failed(Optional<AlertsConfig> alerts, String reason);

    /**
     * The service has started.
     *
     * @param alerts who wants to know
     */
    void started(Optional<AlertsConfig> alerts);
}
