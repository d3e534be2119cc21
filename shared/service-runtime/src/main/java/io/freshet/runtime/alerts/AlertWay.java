package io.freshet.runtime.alerts;

import io.vertx.core.Future;

/** A way by which messages reach people. Thread-safe; does not block. */
public interface AlertWay {

    /** Its name: the section of the configuration. */
    String name();

    /** Where it leads, for people; holds no secret. */
    String target();

    /**
     * Tries once to send a message.
     *
     * @return who did not get it though others did, in words, or an empty text; fails with an
     *     {@link AlertException} where nobody got it
     */
    Future<String> send(AlertMessage message);
}
