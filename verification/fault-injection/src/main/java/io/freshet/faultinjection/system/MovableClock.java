package io.freshet.faultinjection.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clock of one process, which can be moved while that runs; durations are measured as ever.
 * It is libfaketime (Debian's package {@code faketime}) that moves it; without, the clock stays.
 */
public final class MovableClock implements AutoCloseable {

    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
    private static final Optional<Path> FOUND = find();

    private final Path offset;

    private MovableClock(Path offset) {
        this.offset = offset;
        move(Duration.ZERO);
    }

    /** A clock that is right. */
    static MovableClock create() throws IOException {
        return new MovableClock(Files.createTempFile("freshet-clock", ".rc"));
    }

    /** Whether clocks can be moved here. */
    public static boolean isPossible() {
        return FOUND.isPresent();
    }

    private static Optional<Path> find() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Variables for the process whose clock it is. */
    Map<String, String> environment() {
        return FOUND.map(
                        library ->
                                Map.of(
                                        "LD_PRELOAD", library.toString(),
                                        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                                        "FAKETIME_CACHE_DURATION", "1",
                                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                                        "FAKETIME_NO_CACHE", "0"))
                .orElseGet(Map::of);
    }

    /** How much it is ahead from now on (within a second), or late where negative. */
    public void move(Duration ahead) {
        try {
            Path next = Files.createTempFile(offset.getParent(), "freshet-clock", ".next");
            Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(offset);
    }
}
