package io.freshet.poller.warehouse;

import io.freshet.configuration.SourceConfig;

/**
 * A source that this poller owns.
 *
 * @param id what stands for it in the warehouse's tables
 * @param config how it is configured
 */
public record OwnedSource(int id, SourceConfig config) {

    /** The source's name. */
    public String name() {
        return config.name();
    }
}
