package io.freshet.charts.rendering;

import io.freshet.charts.settings.ChartLimits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bodies of one rendering that were asked for before: at most so many, and no more bytes of them
 * than {@link ChartLimits#VARIANT_BYTES}. Where there are more, those go that were not asked for
 * for the longest time. The same body asked for at once by many is made once. Thread-safe.
 *
 * @param <K> what bodies are told apart by: no more than what makes a difference in this rendering,
 *     so that requests for what does not exist cannot fill the memory
 */
final class Variants<K> {

    private static final float LOAD = 0.75f;
    private static final int USUAL = 16;

    /** A body, or the place where the first who asks for it makes it and others wait. */
    private static final class Slot {

        private volatile Body body;

        /** How many bytes of it are counted; guarded by the slots. */
        private int counted;

        Body body(Supplier<Body> maker) {
            Body made = body;
            if (made == null) {
                synchronized (this) {
                    made = body;
                    if (made == null) {
                        made = maker.get();
                        body = made;
                    }
                }
            }
            return made;
        }
    }

    private final int most;
    private final long mostBytes;

    /** In the order in which they were asked for last; guarded by itself, as is what follows. */
    private final Map<K, Slot> slots = new LinkedHashMap<>(USUAL, LOAD, true);

    private long bytes;

    /**
     * @param most how many bodies are kept
     */
    Variants(int most) {
        this(most, ChartLimits.VARIANT_BYTES);
    }

    /**
     * @param mostBytes how many bytes of them are kept
     */
    Variants(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    Body get(K key, Supplier<Body> maker) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(key, missing -> new Slot());
            dropOldest();
        }
        Body body = slot.body;
        if (body != null) {
            return body;
        }
        body = slot.body(maker);
        synchronized (slots) {
            if (slot.counted == 0 && slots.get(key) == slot) {
                slot.counted = body.size();
                bytes += slot.counted;
            }
            dropOldest();
        }
        return body;
    }

    private void dropOldest() {
        Iterator<Slot> oldest = slots.values().iterator();
        while ((slots.size() > most || bytes > mostBytes) && oldest.hasNext()) {
            bytes -= oldest.next().counted;
            oldest.remove();
        }
    }
}
