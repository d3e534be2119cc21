package io.freshet.poller.publish;

import jakarta.inject.Singleton;

/**
 * The warehouse that events are for, as it calls itself; it may become another one. Thread-safe.
 */
@Singleton
public class Destination {

    private volatile String installation = "";

    /** It was looked at. */
    public void found(String id) {
        installation = id;
    }

    /** Its id; empty before it was looked at. */
    public String installation() {
        return installation;
    }
}
