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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The pipeline definitions at hand: those that come with Freshet and those that users add. What
 * comes with Freshet is read when it is first asked for, once in a process.
 */
public final class PipelineLibrary {

    private static final String FOLDER = "/pipelines/";
    private static final String ENDING = ".yaml";
    private static final Map<String, PipelineDefinition> READ = new ConcurrentHashMap<>();

    private final List<String> builtIn;
    private final Map<String, PipelineDefinition> added;

    private PipelineLibrary(List<String> builtIn, Map<String, PipelineDefinition> added) {
        this.builtIn = builtIn;
        this.added = added;
    }

    /**
     * The definitions that come with Freshet, and those of the given files; blocks on reading
     * files.
     *
     * @throws DeclarationException where one is not as it must be, or two have the same name, or
     *     charts of two that users add the same address
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
        return of(builtIn(), definitions);
    }

    /**
     * A library of just these definitions.
     *
     * @throws DeclarationException where two have the same name, or charts the same address
     */
    public static PipelineLibrary of(List<PipelineDefinition> definitions) {
        return of(List.of(), definitions);
    }

    private static PipelineLibrary of(List<String> builtIn, List<PipelineDefinition> added) {
        Map<String, PipelineDefinition> byName = new LinkedHashMap<>();
        for (PipelineDefinition definition : added) {
            String name = definition.name();
            if (builtIn.contains(name) || byName.put(name, definition) != null) {
                throw new DeclarationException(
                        "pipeline %s is defined twice; rename one".formatted(name), null);
            }
        }
        checkAddresses(byName.values());
        return new PipelineLibrary(builtIn, byName);
    }

    private static void checkAddresses(Collection<PipelineDefinition> definitions) {
        Map<String, String> charts = new TreeMap<>();
        for (PipelineDefinition definition : definitions) {
            for (ChartDefinition chart : definition.charts()) {
                checkAddress(charts, definition.addressOf(chart), definition, "path");
                chart.address().ifPresent(own -> checkAddress(charts, own, definition, "address"));
            }
        }
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
     * @throws DeclarationException where charts have the same address
     */
    public PipelineLibrary inUse(Set<String> used) {
        List<String> kept =
                used.isEmpty()
                        ? builtIn.stream().limit(1).toList()
                        : builtIn.stream().filter(used::contains).toList();
        PipelineLibrary library = new PipelineLibrary(kept, added);
        checkAddresses(library.all());
        return library;
    }

    /** What a source uses that names none: the first that comes, unless users add others. */
    public Optional<PipelineDefinition> byDefault() {
        return added.isEmpty()
                ? builtIn.stream().findFirst().map(PipelineLibrary::builtIn)
                : Optional.empty();
    }

    /** All definitions, those of Freshet first. */
    public List<PipelineDefinition> all() {
        return Stream.concat(
                        builtIn.stream().map(PipelineLibrary::builtIn), added.values().stream())
                .toList();
    }

    /** The names of all definitions, those of Freshet first. */
    public List<String> names() {
        return Stream.concat(builtIn.stream(), added.keySet().stream()).toList();
    }

    /** The definition of that name, if there is one. */
    public Optional<PipelineDefinition> find(String name) {
        return builtIn.contains(name)
                ? Optional.of(builtIn(name))
                : Optional.ofNullable(added.get(name));
    }

    /** The names of those that come with Freshet, which are those of their files. */
    private static List<String> builtIn() {
        try (BufferedReader index = new BufferedReader(resource("index"))) {
            return index.lines()
                    .filter(line -> line.endsWith(ENDING))
                    .map(line -> line.substring(0, line.length() - ENDING.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the index of pipeline definitions", e);
        }
    }

    private static PipelineDefinition builtIn(String name) {
        return READ.computeIfAbsent(name, PipelineLibrary::read);
    }

    private static PipelineDefinition read(String name) {
        String file = name + ENDING;
        try (Reader reader = resource(file)) {
            return PipelineReader.read(file, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
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
