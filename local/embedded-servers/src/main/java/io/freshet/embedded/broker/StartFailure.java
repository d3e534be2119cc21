package io.freshet.embedded.broker;

import java.util.Optional;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;

/** Keeps why the broker did not start, which its launcher tells to listeners only. */
final class StartFailure extends DefaultSystemLauncherListener {

    private volatile RuntimeException cause;

    @Override
    public void errorOnStartup(RuntimeException error) {
        cause = error;
    }

    /** The cause, or empty when the broker started. */
    Optional<RuntimeException> get() {
        return Optional.ofNullable(cause);
    }
}
