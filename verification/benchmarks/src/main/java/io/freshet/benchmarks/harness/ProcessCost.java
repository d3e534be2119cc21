package io.freshet.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process has taken of this machine up to now.
 *
 * @param processor its processor time; zero where the system does not tell
 * @param resident its resident memory in bytes; 0 where the system does not tell
 * @param most the most that ever was resident, in bytes; 0 where the system does not tell
 * @param at when, as {@link System#nanoTime()}
 */
public record ProcessCost(Duration processor, long resident, long most, long at) {

    /** The cost of the process with this number. */
    public static ProcessCost of(long pid) {
        Duration processor =
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO);
        return new ProcessCost(
                processor, kilobytes(pid, "VmRSS:"), kilobytes(pid, "VmHWM:"), System.nanoTime());
    }

    /** Share of one core taken since {@code before}; 1 is a whole core. */
    public double coresSince(ProcessCost before) {
        return processor.minus(before.processor).toNanos() / (double) (at - before.at);
    }

    private static long kilobytes(long pid, String field) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
