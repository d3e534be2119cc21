package io.freshet.benchmarks.peers;

import io.freshet.commandline.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debezium Server as Maven Central has it, unpacked once into Freshet's data folder, and the Java
 * that runs it.
 *
 * @param home where it is unpacked
 * @param java the program of a Java that is new enough
 */
record DebeziumDistribution(Path home, Path java) {

    static final String VERSION = "3.6.0.Final";

    private static final int OLDEST_JAVA = 21;
    private static final String ARTIFACT = "io.debezium:debezium-server-dist:" + VERSION;

    /** Fetches and unpacks it where that was not done before; blocks, perhaps for minutes. */
    static DebeziumDistribution prepare(Path java) throws IOException, InterruptedException {
        Path folder =
                Path.of(System.getProperty("freshet.home", "../.."))
                        .toAbsolutePath()
                        .normalize()
                        .resolve(Path.of(".freshet", "peers", VERSION));
        Path home = folder.resolve("debezium-server");
        if (!Files.exists(home.resolve("run.sh"))) {
            Files.createDirectories(folder);
            run(
                    folder,
                    "mvn",
                    "-B",
                    "-ntp",
                    "-q",
                    "dependency:copy",
                    "-Dartifact=" + ARTIFACT + ":tar.gz",
                    "-DoutputDirectory=" + folder);
            Path archive = folder.resolve("debezium-server-dist-" + VERSION + ".tar.gz");
            run(folder, "tar", "xzf", archive.toString());
            Files.delete(archive);
        }
        return new DebeziumDistribution(home, java);
    }

    private static void run(Path folder, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        int status = process.waitFor();
        if (status != 0) {
            throw new CommandFailure(
                    "%s ended with %d; Debezium Server cannot be measured, leave it out with --only"
                            .formatted(String.join(" ", command), status));
        }
    }

    /** A Java of 21 or newer: this one, or one where systems keep them. */
    static Optional<Path> findJava() throws IOException {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> folders = Files.list(installed)) {
                folders.sorted(Comparator.reverseOrder()).forEach(homes::add);
            }
        }
        for (Path home : homes) {
            Path program = home.resolve(Path.of("bin", "java"));
            if (Files.isExecutable(program) && version(home) >= OLDEST_JAVA) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
                    .filter(number -> !number.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The class path of its {@code run.sh}. */
    String classPath() {
        return String.join(
                File.pathSeparator,
                home.resolve("debezium-server-dist-" + VERSION + "-runner.jar").toString(),
                home.resolve(Path.of("config", "lib")).toString(),
                home.resolve("lib") + File.separator + "*");
    }
}
