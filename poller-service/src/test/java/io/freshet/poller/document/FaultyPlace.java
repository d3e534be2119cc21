package io.freshet.poller.document;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A place that cannot be opened at first, and whose first document cannot be had. */
final class FaultyPlace implements Place {

    private final Place place;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean mended;
    private volatile boolean closed;

    FaultyPlace(Place place) {
        this.place = place;
    }

    Place open() {
        if (failures.getAndIncrement() == 0) {
            throw new IllegalStateException("cannot open");
        }
        return this;
    }

    /** How often something failed. */
    int failures() {
        return failures.get();
    }

    /** From now on nothing fails. */
    void mend() {
        mended = true;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public List<FoundDocument> list(Set<String> accepted) throws PlaceException {
        return place.list(accepted);
    }

    @Override
    public byte[] fetch(FoundDocument document) throws PlaceException {
        if (document.name().equals("1.json") && !mended) {
            failures.incrementAndGet();
            throw new IllegalStateException("cannot fetch");
        }
        return place.fetch(document);
    }

    @Override
    public String location() {
        return place.location();
    }

    @Override
    public void close() {
        closed = true;
    }
}
