package io.freshet.embedded.broker;

import java.lang.reflect.Field;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.Container;
import org.apache.qpid.server.model.SystemConfig;

/**
 * Takes back the shutdown hook that Qpid registers and offers no setting for: it would end the
 * broker while the services in the same JVM are still being ended, each with errors of its own.
 */
final class BrokerShutdownHook {

    private BrokerShutdownHook() {}

    /**
     * Takes it back; the broker then ends when it is closed, or with the JVM.
     *
     * @throws IllegalStateException where this version of Qpid keeps it elsewhere
     */
    static void remove(SystemLauncher launcher) {
        try {
            SystemConfig<?> system =
                    (SystemConfig<?>) value(SystemLauncher.class, "_systemConfig", launcher);
            Container<?> broker = system.getContainer();
            Thread hook = (Thread) value(broker.getClass(), "_shutdownHook", broker);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Qpid keeps its shutdown hook elsewhere than expected", e);
        }
    }

    private static Object value(Class<?> type, String name, Object owner)
            throws ReflectiveOperationException {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
