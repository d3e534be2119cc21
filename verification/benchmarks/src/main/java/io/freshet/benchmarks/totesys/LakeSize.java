package io.freshet.benchmarks.totesys;

import io.freshet.benchmarks.harness.Meters;
import io.freshet.benchmarks.report.Table;
import java.io.IOException;
import java.util.Locale;

/**
 * How large the lake is, or a part of it.
 *
 * @param rows how many rows and changes of rows
 * @param objects in how many objects
 * @param bytes how large these are together
 */
record LakeSize(double rows, double objects, double bytes) {

    /** As large as an object becomes at the most. */
    private static final double OBJECT_BYTES = 134_217_728;

    /** As the service tells of a source on its port for operators. */
    static LakeSize read(int port, String source) throws IOException {
        Meters meters = Meters.read(port);
        return new LakeSize(
                meters.of("freshet_lake_rows", source),
                meters.of("freshet_lake_objects", source),
                meters.of("freshet_lake_bytes", source));
    }

    /** What was added since. */
    LakeSize since(LakeSize before) {
        return new LakeSize(rows - before.rows, objects - before.objects, bytes - before.bytes);
    }

    /** The same for a day, if it goes on as in so many seconds. */
    LakeSize inADay(double seconds) {
        double days = 86_400 / seconds;
        return new LakeSize(rows * days, objects * days, bytes * days);
    }

    /**
     * So many rows once their day is merged.
     *
     * @param merged what was merged
     * @param tables of how many tables they are
     */
    static LakeSize merged(double rows, LakeSize merged, long tables) {
        double bytes = rows * merged.bytes / merged.rows;
        return new LakeSize(
                rows, Math.max((double) tables, Math.ceil(bytes / OBJECT_BYTES)), bytes);
    }

    /** A table for {@link #addTo}. */
    static Table table() {
        return Table.of("in the lake", "rows", "objects", "bytes", "bytes a row");
    }

    /** Adds a line. */
    void addTo(Table table, String what) {
        table.row(what, text(rows), text(objects), text(bytes), text(bytes / Math.max(1, rows)));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
