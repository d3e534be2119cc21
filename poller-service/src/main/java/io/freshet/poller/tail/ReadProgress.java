package io.freshet.poller.tail;

import java.util.Locale;
import java.util.OptionalLong;

/** How far a first read of a table has come, in words. */
final class ReadProgress {

    private static final int NEARLY_ALL = 99;

    private ReadProgress() {}

    /**
     * How much of a stretch of keys is behind a mark, from 0 to 1; not a number where the mark is
     * not in it.
     */
    static double share(long first, long mark, long last) {
        // As numbers that may be rounded, since the keys may be as far apart as they can be.
        double done = (double) mark - (double) first;
        double all = (double) last - (double) first;
        return all > 0 && done >= 0 ? Math.min(1, done / all) : Double.NaN;
    }

    /**
     * Such as {@code orders: reading, 40 % of about 1,000,000 rows}.
     *
     * @param share from 0 to 1; not a number where it is not known
     * @param rows about how many there are; empty where that is not known
     */
    static String sentence(String table, double share, OptionalLong rows) {
        String all =
                rows.isPresent()
                        ? String.format(Locale.ROOT, "about %,d rows", rows.getAsLong())
                        : "";
        if (Double.isNaN(share)) {
            return (table + ": reading " + all).strip();
        }
        // All is read when the table says so, not when an estimate does.
        int percent = (int) Math.min(NEARLY_ALL, Math.floor(share * 100));
        return "%s: reading, %d %%%s".formatted(table, percent, all.isEmpty() ? "" : " of " + all);
    }
}
