package io.freshet.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} in a cluster says of the server that runs, or ran, on it.
 *
 * @param pid the process
 * @param cluster the cluster that it serves
 * @param started when it started, to the second
 */
record PostmasterFile(long pid, Path cluster, Instant started) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** Reads the file in {@code cluster}; empty when there is none, or none that makes sense. */
    static Optional<PostmasterFile> read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(path(cluster));
            return Optional.of(
                    new PostmasterFile(
                            Long.parseLong(lines.get(0).strip()),
                            Path.of(lines.get(1).strip()),
                            Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Path path(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Whether a process of this number exists, be it the server or another that got the number. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    /** Whether {@code process}, which has this number, is the server itself. */
    boolean isServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres =
                info.command()
                        .map(command -> Path.of(command).getFileName().toString())
                        .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                        .isPresent();
        return postgres
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(cluster.toString()))
                        .orElseGet(() -> startedWith(info));
    }

    private boolean startedWith(ProcessHandle.Info info) {
        return info.startInstant()
                .map(start -> Duration.between(start, started).abs())
                .filter(apart -> apart.compareTo(CLOCK_TOLERANCE) < 0)
                .isPresent();
    }
}
