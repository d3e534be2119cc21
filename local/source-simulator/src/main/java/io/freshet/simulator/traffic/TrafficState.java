package io.freshet.simulator.traffic;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a source's traffic is doing, the liveliest first. */
public enum TrafficState {
    /** Submissions come at the source's rate. */
    RUNNING,
    /** None come; the connection stays open for a while. */
    PAUSED,
    /** None come, and no connection is held. */
    STOPPED;

    /** The name in lower case, as it stands in JSON. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
