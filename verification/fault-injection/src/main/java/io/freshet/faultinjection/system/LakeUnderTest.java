package io.freshet.faultinjection.system;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lake service, and the folder that it keeps a source's lake in. Not thread-safe. */
public final class LakeUnderTest {

    /** How far a commit had come when its service was killed. */
    public enum Moment {
        /** What it will be was stored, and no object of it. */
        AFTER_PLAN,
        /** Some objects were stored, and no manifest names them. */
        AFTER_OBJECTS,
        /** The manifest was stored, and the warehouse does not know of it. */
        AFTER_MANIFEST,
        /** No commit was being made, as far as can be seen. */
        AT_REST
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_LATER_MICROS = 60_000;
    private static final String JSON = ".json";

    private final FreshetProcess service;
    private final Path folder;
    private final String source;
    private final TestDatabase warehouse;
    private final Map<Moment, Integer> killed = new EnumMap<>(Moment.class);

    /**
     * @param service the lake service
     * @param source the only source that it archives
     */
    LakeUnderTest(FreshetProcess service, Path folder, String source, TestDatabase warehouse) {
        this.service = service;
        this.folder = folder;
        this.source = source;
        this.warehouse = warehouse;
    }

    /** The service. */
    public FreshetProcess service() {
        return service;
    }

    /** Where the lake lies. */
    public Path folder() {
        return folder;
    }

    /** The folder of manifests, which may not be there yet. */
    public Path manifests() {
        return folder.resolve("manifests").resolve(source);
    }

    /** How often it was killed in each moment of a commit. */
    public Map<Moment, Integer> killed() {
        return Map.copyOf(killed);
    }

    /**
     * Waits for a commit to begin, or to get its manifest, and kills the service then or a moment
     * later; anyway after some seconds without a commit.
     */
    public void killInCommit(Random random) throws InterruptedException {
        boolean awaitsManifest = random.nextInt(3) == 0;
        Path next =
                awaitsManifest
                        ? manifests().resolve(newest(manifests()) + 1 + JSON)
                        : plans().resolve(newest(plans()) + 1 + JSON);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (Files.notExists(next) && System.nanoTime() < until) {
            TimeUnit.MICROSECONDS.sleep(200);
        }
        if (!awaitsManifest) {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_LATER_MICROS));
        }
        service.kill();
        killed.merge(moment(), 1, Integer::sum);
    }

    private Moment moment() {
        long manifest = newest(manifests());
        if (newest(plans()) > manifest) {
            return unnamedObjects().isEmpty() ? Moment.AFTER_PLAN : Moment.AFTER_OBJECTS;
        }
        return isKnown(manifest) ? Moment.AT_REST : Moment.AFTER_MANIFEST;
    }

    private boolean isKnown(long manifest) {
        if (manifest == 0) {
            return true;
        }
        String json = text(manifests().resolve(manifest + JSON));
        try {
            return warehouse
                    .query(
                            """
                            select version >= ('%s'::jsonb ->> 'position')::bigint
                            from freshet.lake_position
                            """
                                    .formatted(json.replace("'", "''")))
                    .contains("t");
        } catch (IllegalStateException e) {
            // The warehouse starts again, so nothing can be seen.
            return true;
        }
    }

    /** Names of objects that no manifest has ever named. */
    public Set<String> unnamedObjects() {
        String named =
                manifestFiles().stream().map(LakeUnderTest::text).collect(Collectors.joining());
        Set<String> unnamed = new TreeSet<>();
        for (String zone : List.of("ingestion", "processed")) {
            Path zoneFolder = folder.resolve(zone);
            if (Files.isDirectory(zoneFolder)) {
                try (Stream<Path> files = Files.walk(zoneFolder)) {
                    files.filter(file -> file.toString().endsWith(".parquet"))
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !named.contains('"' + name + '"'))
                            .forEach(unnamed::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return unnamed;
    }

    /** All manifests, the first one first. */
    public List<Path> manifestFiles() {
        return Stream.iterate(1L, number -> number + 1)
                .limit(newest(manifests()))
                .map(number -> manifests().resolve(number + JSON))
                .toList();
    }

    private Path plans() {
        return manifests().resolve("plans");
    }

    /** The highest number of a file's name there; 0 where there is none. */
    private static long newest(Path numbered) {
        if (!Files.isDirectory(numbered)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(numbered)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+[.]json"))
                    .mapToLong(name -> Long.parseLong(name.replace(JSON, "")))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
