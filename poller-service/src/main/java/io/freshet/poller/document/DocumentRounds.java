package io.freshet.poller.document;

import io.freshet.runtime.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes in the documents of one place for as long as the process runs. Whatever fails, a place that
 * cannot be opened included, is told once and tried again, after pauses that grow. Blocks.
 */
final class DocumentRounds implements Runnable {

    private static final Logger LOG = Logger.getLogger(DocumentRounds.class);

    private final String name;
    private final Supplier<DocumentIntake> opening;
    private final Duration look;
    private final Backoff backoff;
    private final CountDownLatch stopped;

    /**
     * @param name the place's name
     * @param opening opens the place; is called again where that failed
     * @param look from one round to the next, while nothing fails
     * @param backoff the pauses while something does
     * @param stopped ends it when it comes to zero
     */
    DocumentRounds(
            String name,
            Supplier<DocumentIntake> opening,
            Duration look,
            Backoff backoff,
            CountDownLatch stopped) {
        this.name = name;
        this.opening = opening;
        this.look = look;
        this.backoff = backoff;
        this.stopped = stopped;
    }

    /** Returns when told to stop, or interrupted. */
    @Override
    public void run() {
        DocumentIntake intake = null;
        String told = "";
        long pause = 0;
        try {
            while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
                try {
                    if (intake == null) {
                        intake = opening.get();
                    }
                    intake.round();
                    told = "";
                    backoff.reset();
                    pause = look.toMillis();
                } catch (PlaceException | RuntimeException e) {
                    pause = backoff.nextMillis();
                    if (!told.equals(e.toString()) && stopped.getCount() > 0) {
                        told = e.toString();
                        tell(e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (intake != null) {
                intake.close();
            }
        }
    }

    private void tell(Exception failure) {
        if (failure instanceof PlaceException) {
            LOG.warnf("documents %s, will be tried again: %s", name, failure.getMessage());
        } else {
            LOG.errorf(
                    failure,
                    "documents %s, will be tried again: a fault of Freshet, please report it with what follows",
                    name);
        }
    }
}
