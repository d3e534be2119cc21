package io.freshet.runtime.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.transport.Transport;

/** Has every Vert.x guard its web servers. Found by the service loader. */
public final class GuardProvider implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        Transport chosen = builder.findTransport();
        if (chosen == null) {
            chosen =
                    builder.options().getPreferNativeTransport()
                            ? VertxBuilder.nativeTransport()
                            : JDKTransport.INSTANCE;
        }
        if (chosen != null && chosen.isAvailable() && !(chosen instanceof GuardedTransport)) {
            builder.findTransport(new GuardedTransport(chosen));
        }
    }
}
