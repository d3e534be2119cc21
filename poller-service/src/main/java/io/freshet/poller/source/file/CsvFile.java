package io.freshet.poller.source.file;

import io.freshet.pipeline.TableDefinition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A CSV file, which is read again when it has changed. Files are read by other threads. */
final class CsvFile implements FileContent {

    /** What tells whether a file has changed. */
    private record Stamp(FileTime modified, long bytes) {}

    private final Vertx vertx;
    private final Path file;
    private final TableDefinition table;
    private final long meaning;
    private Stamp last;

    /**
     * @param meaning seeds every digest
     */
    CsvFile(Vertx vertx, Path file, TableDefinition table, long meaning) {
        this.vertx = vertx;
        this.file = file;
        this.table = table;
        this.meaning = meaning;
    }

    private record Reading(Stamp stamp, FileRows rows) {}

    @Override
    public Future<Optional<FileRows>> changed() {
        Stamp before = last;
        return vertx.executeBlocking(() -> changed(before))
                .map(
                        changed -> {
                            changed.ifPresent(reading -> last = reading.stamp);
                            return changed.map(Reading::rows);
                        });
    }

    private Optional<Reading> changed(Stamp before) throws FileProblem {
        try {
            Stamp now = new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            return now.equals(before)
                    ? Optional.empty()
                    : Optional.of(new Reading(now, CsvLines.read(file, table, meaning)));
        } catch (IOException e) {
            throw new FileProblem("%s cannot be read: %s; check the path".formatted(file, e), e);
        }
    }
}
