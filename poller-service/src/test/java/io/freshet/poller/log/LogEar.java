package io.freshet.poller.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what one logger, and those below it, log until it is closed. Thread-safe. */
public final class LogEar extends Handler {

    private final List<LogRecord> heard = new CopyOnWriteArrayList<>();
    private final Logger log;

    /** Begins to listen to the logger of that name; the empty one is above all others. */
    public LogEar(String name) {
        log = Logger.getLogger(name);
        log.addHandler(this);
    }

    /** What was logged so far. */
    public List<LogRecord> heard() {
        return heard;
    }

    @Override
    public void publish(LogRecord entry) {
        heard.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
    }
}
