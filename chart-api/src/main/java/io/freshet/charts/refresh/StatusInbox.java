package io.freshet.charts.refresh;

import io.freshet.events.SourceStatusCodec;
import io.freshet.events.UnreadableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Receives what pollers say several times a second about their sources. */
@ApplicationScoped
class StatusInbox {

    private static final Logger LOG = Logger.getLogger(StatusInbox.class);

    private final RefreshService service;

    @Inject
    StatusInbox(RefreshService service) {
        this.service = service;
    }

    @Incoming("status-in")
    void receive(byte[] message) {
        try {
            service.heard(SourceStatusCodec.decode(message));
        } catch (UnreadableEventException e) {
            LOG.warnf("Unreadable status message, passed over: %s", e.getMessage());
        }
    }
}
