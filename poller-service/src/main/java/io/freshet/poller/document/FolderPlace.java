package io.freshet.poller.document;

import io.freshet.poller.limit.PollerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The JSON files of a folder; those below other folders are not among them. */
final class FolderPlace implements Place {

    private final Path folder;
    private final Clock clock;

    FolderPlace(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public List<FoundDocument> list(Set<String> accepted) throws PlaceException {
        List<FoundDocument> found = new ArrayList<>();
        Instant settled = clock.instant().minus(PollerLimits.FILE_SETTLED);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (DocumentNames.isOne(name)) {
                    add(file, name, settled, found);
                }
            }
        } catch (IOException e) {
            throw new PlaceException(
                    "the folder %s cannot be read: %s; make it, and let this process read it"
                            .formatted(folder, e),
                    e);
        }
        found.sort(Comparator.comparing(FoundDocument::name));
        return found;
    }

    private void add(Path file, String name, Instant settled, List<FoundDocument> found)
            throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            Instant modified = facts.lastModifiedTime().toInstant();
            if (facts.isRegularFile() && !modified.isAfter(settled)) {
                found.add(
                        new FoundDocument(
                                name,
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                                modified + " " + facts.size()));
            }
        } catch (NoSuchFileException e) {
            // it was taken away meanwhile
            return;
        }
    }

    @Override
    public byte[] fetch(FoundDocument document) throws PlaceException {
        Path file = folder.resolve(document.name());
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes((int) PollerLimits.FILE_BYTES + 1);
        } catch (IOException e) {
            throw new PlaceException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
