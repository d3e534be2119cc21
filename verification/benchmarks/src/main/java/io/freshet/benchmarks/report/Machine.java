package io.freshet.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine that a benchmark runs on, in one line. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String description() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d × %s, %.0f GiB, %s %s, Java %s",
                system.getAvailableProcessors(),
                processor(system.getArch()),
                system.getTotalMemorySize() / (double) (1 << 30),
                system.getName(),
                system.getVersion().replaceFirst("-.*", ""),
                Runtime.version().feature());
    }

    /** What the machine does beside, as it makes numbers worse: the load of the last minute. */
    static String load() {
        double load =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }

    private static String processor(String otherwise) {
        if (!Files.isReadable(PROCESSORS)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
