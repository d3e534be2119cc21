package io.freshet.runtime.logging;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * What a line of the log is about, in fields of their own: where the log is JSON they stand in its
 * {@code mdc}, so that lines of one source are found without reading their sentences. Names of
 * sources, tables and positions only, never what rows hold. Immutable; may be used on any thread.
 */
public final class LogFields {

    private static final LogFields NONE = new LogFields(Map.of());

    private final Map<String, String> fields;

    private LogFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** A line about a source. */
    public static LogFields source(String name) {
        return NONE.with("source", name);
    }

    /** And about a table. */
    public LogFields table(String name) {
        return with("table", name);
    }

    /** And about one of the source's events: its epoch, and its number there. */
    public LogFields event(long fence, long sequence) {
        return with("epoch", Long.toString(fence)).with("batch", Long.toString(sequence));
    }

    private LogFields with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(name, value);
        return new LogFields(all);
    }

    /** Writes a line, or several; other lines do not have these fields. */
    public void log(Runnable line) {
        Context current = Vertx.currentContext();
        if (current == null || VertxContext.isDuplicatedContext(current)) {
            write(line);
        } else {
            // A context that everything on its loop shares keeps no fields: the line has one of its
            // own.
            ContextInternal own =
                    (ContextInternal) VertxContext.createNewDuplicatedContext(current);
            own.dispatch(() -> write(line));
        }
    }

    private void write(Runnable line) {
        fields.forEach(MDC::put);
        try {
            line.run();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
