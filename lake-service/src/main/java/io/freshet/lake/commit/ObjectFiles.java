package io.freshet.lake.commit;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.parquet.ChangeFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes on their way to the store, as files of a folder of their own: one for each table and day,
 * or several where they would be too large. Memory is bounded by the number of tables, not of
 * changes. Not thread-safe.
 */
final class ObjectFiles implements AutoCloseable {

    /**
     * A file that is done.
     *
     * @param part counts up from 1 for each table and day
     * @param columns the table's columns
     */
    record Done(
            LakeTable table,
            LocalDate date,
            int part,
            Path file,
            long rows,
            List<LakeColumn> columns) {}

    private record Place(LakeTable table, LocalDate date) {}

    private final Path folder;
    private final Map<String, List<LakeColumn>> columns;
    private final long largest;
    private final Map<Place, ChangeFileWriter> open = new LinkedHashMap<>();
    private final Map<Place, Integer> parts = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private long rows;
    private LakeChange last;

    /**
     * @param columns the columns of tables, by {@code zone/name}
     * @param largest about how large a file becomes before the next is begun
     */
    ObjectFiles(Map<String, List<LakeColumn>> columns, long largest) {
        this.columns = columns;
        this.largest = largest;
        try {
            this.folder = Files.createTempDirectory("freshet-lake");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the lake's files", e);
        }
    }

    /** Adds a change to the file of the day that it was made on. */
    void add(LakeChange change) {
        add(change, LocalDate.ofInstant(change.changedAt(), ZoneOffset.UTC));
    }

    /** Adds a change to the file of a day. */
    void add(LakeChange change, LocalDate date) {
        Place place = new Place(change.table(), date);
        ChangeFileWriter writer = open.computeIfAbsent(place, this::opened);
        writer.write(change);
        rows++;
        last = change;
        if (writer.bytes() >= largest) {
            finish(place);
        }
    }

    /** How many changes were added. */
    long rows() {
        return rows;
    }

    /** The last change that was added; null before the first. */
    LakeChange last() {
        return last;
    }

    /** All files, complete. */
    List<Done> finished() {
        List.copyOf(open.keySet()).forEach(this::finish);
        return List.copyOf(done);
    }

    /** A path within the folder. */
    Path path(String name) {
        return folder.resolve(name);
    }

    private ChangeFileWriter opened(Place place) {
        int part = parts.merge(place, 1, Integer::sum);
        return new ChangeFileWriter(
                path("%d-%d.parquet".formatted(parts.size(), part)),
                place.table(),
                columnsOf(place.table()));
    }

    private List<LakeColumn> columnsOf(LakeTable table) {
        return columns.getOrDefault(table.key(), List.of());
    }

    private void finish(Place place) {
        ChangeFileWriter writer = open.remove(place);
        writer.close();
        done.add(
                new Done(
                        place.table(),
                        place.date(),
                        parts.get(place),
                        writer.file(),
                        writer.rows(),
                        columnsOf(place.table())));
    }

    /** Removes the files. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            open.values().forEach(ObjectFiles::giveUp);
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static void giveUp(ChangeFileWriter writer) {
        try {
            writer.close();
        } catch (RuntimeException e) {
            // what failed before says it all
            return;
        }
    }
}
