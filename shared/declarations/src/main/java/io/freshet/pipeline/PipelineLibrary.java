package io.freshet.pipeline;

import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblems;
import io.freshet.yaml.FileTrouble;
import io.freshet.yaml.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The pipeline definitions at hand: those that come with Freshet and those that users add. */
public final class PipelineLibrary {

    private static final String FOLDER = "/pipelines/";

    private final Map<String, PipelineDefinition> pipelines;
    private final List<String> builtIn;

    private PipelineLibrary(Map<String, PipelineDefinition> pipelines, List<String> builtIn) {
        this.pipelines = pipelines;
        this.builtIn = builtIn;
    }

    /**
     * Reads the definitions that come with Freshet, then the given files; blocks on reading files.
     *
     * @throws DeclarationException where one is not as it must be, or two have the same pipeline or
     *     chart name
     */
    public static PipelineLibrary load(List<Path> files) {
        DeclarationProblems problems = new DeclarationProblems();
        return problems.complete(() -> load(files, problems));
    }

    /**
     * The same without those files that cannot be read so; blocks on reading files.
     *
     * @param problems gathers what is wrong with them
     */
    public static PipelineLibrary load(List<Path> files, DeclarationProblems problems) {
        List<PipelineDefinition> definitions = new ArrayList<>();
        for (String name : builtIn()) {
            try (Reader reader = resource(name)) {
                definitions.add(PipelineReader.read(name, reader));
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + name, e);
            }
        }
        List<String> names = definitions.stream().map(PipelineDefinition::name).toList();
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                definitions.add(PipelineReader.read(file.toString(), reader));
            } catch (DeclarationException e) {
                problems.add(e);
            } catch (IOException e) {
                problems.add(
                        new DeclarationException(
                                new Location(file.toString(), 0), FileTrouble.sentence(file, e)));
            }
        }
        return of(definitions, names);
    }

    /**
     * A library of just these definitions.
     *
     * @throws DeclarationException where two have the same name, or charts the same address
     */
    public static PipelineLibrary of(List<PipelineDefinition> definitions) {
        return of(definitions, List.of());
    }

    private static PipelineLibrary of(List<PipelineDefinition> definitions, List<String> builtIn) {
        Map<String, PipelineDefinition> pipelines = new LinkedHashMap<>();
        Map<String, String> charts = new TreeMap<>();
        for (PipelineDefinition definition : definitions) {
            if (pipelines.put(definition.name(), definition) != null) {
                throw new DeclarationException(
                        "pipeline %s is defined twice; rename one".formatted(definition.name()),
                        null);
            }
            for (ChartDefinition chart : definition.charts()) {
                checkAddress(charts, definition.addressOf(chart), definition, "path");
                chart.address().ifPresent(own -> checkAddress(charts, own, definition, "address"));
            }
        }
        return new PipelineLibrary(pipelines, builtIn);
    }

    private static void checkAddress(
            Map<String, String> charts, String address, PipelineDefinition definition, String key) {
        String other = charts.put(address, definition.name());
        if (other != null) {
            throw new DeclarationException(
                    "chart %s is defined by pipelines %s and %s; give one another %s"
                            .formatted(address, other, definition.name(), key),
                    null);
        }
    }

    /**
     * Those that count in an installation: all that users add, and of those that come with Freshet
     * the ones that sources use; where there is no source, the one that is meant by default.
     *
     * @param used the names of the definitions that sources use
     */
    public PipelineLibrary inUse(Set<String> used) {
        Set<String> kept = used.isEmpty() ? Set.copyOf(builtIn.subList(0, 1)) : used;
        return of(
                all().stream()
                        .filter(
                                definition ->
                                        !builtIn.contains(definition.name())
                                                || kept.contains(definition.name()))
                        .toList(),
                builtIn);
    }

    /** What a source uses that names none: the first that comes, unless users add others. */
    public Optional<PipelineDefinition> byDefault() {
        return pipelines.size() == builtIn.size()
                ? pipelines.values().stream().findFirst()
                : Optional.empty();
    }

    /** All definitions, those of Freshet first. */
    public List<PipelineDefinition> all() {
        return List.copyOf(pipelines.values());
    }

    /** The definition of that name, if there is one. */
    public Optional<PipelineDefinition> find(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    private static List<String> builtIn() {
        try (BufferedReader index = new BufferedReader(resource("index"))) {
            return index.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the index of pipeline definitions", e);
        }
    }

    private static Reader resource(String name) {
        InputStream stream = PipelineLibrary.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IllegalStateException("resource missing: " + FOLDER + name);
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
