package io.freshet.faultinjection.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock of one process, which can be moved while that runs; durations are measured as
 * ever. A few lines of C in front of the system's library move it, so it takes Linux and a gcc;
 * without, the clock stays. Not thread-safe.
 */
public final class MovableClock implements AutoCloseable {

    private static final String SOURCE = "movable-clock.c";
    private static final long COMPILER_SECONDS = 30;
    private static final Optional<Path> LIBRARY = compile();

    private final Path file;

    private MovableClock(Path file) {
        this.file = file;
        move(Duration.ZERO);
    }

    /** A clock that is right. */
    static MovableClock create() throws IOException {
        return new MovableClock(Files.createTempFile("freshet-clock", ""));
    }

    /** Whether clocks can be moved here. */
    public static boolean isPossible() {
        return LIBRARY.isPresent();
    }

    private static Optional<Path> compile() {
        try {
            Path folder = Files.createTempDirectory("freshet-clock");
            Path source = folder.resolve(SOURCE);
            Path library = folder.resolve("movable-clock.so");
            try (InputStream text = MovableClock.class.getResourceAsStream(SOURCE)) {
                Files.copy(text, source);
            }
            source.toFile().deleteOnExit();
            library.toFile().deleteOnExit();
            Process compiler =
                    new ProcessBuilder(
                                    "gcc",
                                    "-O2",
                                    "-shared",
                                    "-fPIC",
                                    "-o",
                                    library.toString(),
                                    source.toString(),
                                    "-ldl")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean compiled =
                    compiler.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS)
                            && compiler.exitValue() == 0;
            return compiled ? Optional.of(library) : Optional.empty();
        } catch (IOException e) {
            // There is no gcc.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Variables for the process whose clock it is. */
    Map<String, String> environment() {
        return LIBRARY.map(
                        library ->
                                Map.of(
                                        "LD_PRELOAD", library.toString(),
                                        "FRESHET_MOVABLE_CLOCK", file.toString()))
                .orElseGet(Map::of);
    }

    /** How much it is ahead from now on, or late where negative. */
    public void move(Duration ahead) {
        ByteBuffer seconds =
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(0, ahead.toSeconds());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // In its place: processes have the file mapped.
            channel.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
