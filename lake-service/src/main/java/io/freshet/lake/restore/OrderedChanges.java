package io.freshet.lake.restore;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.parquet.ChangeFile;
import io.freshet.lake.store.LakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The changes of several objects in the order in which they were made. Each object is in order;
 * those of neighbouring days may have versions in between each other's, as a day is that of a
 * transaction's begin. Objects are fetched when their turn comes. Not thread-safe.
 */
final class OrderedChanges implements Iterator<LakeChange>, AutoCloseable {

    private static final Comparator<LakeChange> ORDER =
            Comparator.comparingLong(LakeChange::version).thenComparingLong(LakeChange::changeId);

    /** An object that is being read. */
    private static final class Opened {
        private final Path file;
        private final ChangeFile changes;
        private LakeChange next;

        Opened(Path file) {
            this.file = file;
            this.changes = new ChangeFile(file);
            advance();
        }

        void advance() {
            next = changes.hasNext() ? changes.next() : null;
        }
    }

    private final LakeStore store;
    private final Deque<LakeObject> waiting;
    private final PriorityQueue<Opened> open =
            new PriorityQueue<>(Comparator.comparing((Opened opened) -> opened.next, ORDER));

    /**
     * @param objects in the order of the version before their first
     */
    OrderedChanges(LakeStore store, List<LakeObject> objects) {
        this.store = store;
        this.waiting = new ArrayDeque<>(objects);
    }

    @Override
    public boolean hasNext() {
        while (!waiting.isEmpty()
                && (open.isEmpty() || waiting.peek().from() < open.peek().next.version())) {
            open(waiting.remove());
        }
        return !open.isEmpty();
    }

    @Override
    public LakeChange next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Opened first = open.remove();
        LakeChange change = first.next;
        first.advance();
        keep(first);
        return change;
    }

    private void open(LakeObject object) {
        try {
            Path file = Files.createTempFile("freshet-lake", ".parquet");
            object.fetch(store, file);
            keep(new Opened(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Opened opened) {
        if (opened.next == null) {
            close(opened);
        } else {
            open.add(opened);
        }
    }

    @Override
    public void close() {
        open.forEach(OrderedChanges::close);
        open.clear();
    }

    private static void close(Opened opened) {
        opened.changes.close();
        try {
            Files.deleteIfExists(opened.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
