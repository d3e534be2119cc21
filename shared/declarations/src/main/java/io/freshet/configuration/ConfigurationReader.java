package io.freshet.configuration;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblems;
import io.freshet.yaml.FileTrouble;
import io.freshet.yaml.Location;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import io.freshet.yaml.YamlReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the configuration file and the environment; blocks on reading files. */
public final class ConfigurationReader {

    private final Map<String, String> environment;

    /**
     * @param environment the environment variables: those named in the file, and those that stand
     *     in for or override keys of the file
     */
    public ConfigurationReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a file.
     *
     * @throws DeclarationException where it cannot be read or is not as it must be
     */
    public FreshetConfig read(Path file) {
        return read(file, Optional.empty());
    }

    /**
     * Reads a file, without pipeline definitions that are not as they must be, and without the
     * sources that go by them: so a bad definition does not stop the others.
     *
     * @param leftOut is told what is wrong with them
     * @throws DeclarationException where anything else is not as it must be, or nothing is left
     */
    public FreshetConfig readWhatCanRun(Path file, Consumer<DeclarationException> leftOut) {
        return read(file, Optional.of(leftOut));
    }

    private FreshetConfig read(Path file, Optional<Consumer<DeclarationException>> leftOut) {
        try (Reader reader = Files.newBufferedReader(file)) {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            return read(file.toString(), reader, file.toAbsolutePath().getParent(), leftOut);
        } catch (IOException e) {
            throw new DeclarationException(
                    "cannot read the configuration file %s: %s"
                            .formatted(file, FileTrouble.sentence(file, e)),
                    e);
        }
    }

    /**
     * Reads the environment alone.
     *
     * @throws DeclarationException where it is not as it must be
     */
    public FreshetConfig readEnvironment() {
        DeclarationProblems problems = new DeclarationProblems();
        Yaml.Section nothing = Yaml.Section.empty(new Location("environment", 0));
        return problems.complete(() -> read(nothing, Path.of("."), problems, Optional.empty()));
    }

    /**
     * Reads a file's text.
     *
     * @param origin how errors name the file
     * @param folder what relative paths in it start from
     * @throws DeclarationException where it is not as it must be
     */
    public FreshetConfig read(String origin, Reader text, Path folder) {
        return read(origin, text, folder, Optional.empty());
    }

    /**
     * Who is to be told that the rest of a file cannot be read.
     *
     * @throws DeclarationException where not even that can be read
     */
    public Optional<AlertsConfig> readAlerts(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            DeclarationProblems problems = new DeclarationProblems();
            Yaml.Section all =
                    new YamlReader(file.toString(), environment::get, problems).read(reader);
            return new SectionReader(
                            "",
                            ConfigurationKeys.ALL,
                            EnvironmentOverlay.apply(all, environment),
                            problems)
                    .optionalSection("alerts")
                    .map(new AlertsReader(file.toAbsolutePath().getParent())::read);
        } catch (IOException e) {
            throw new DeclarationException("cannot read %s".formatted(file), e);
        }
    }

    private FreshetConfig read(
            String origin,
            Reader text,
            Path folder,
            Optional<Consumer<DeclarationException>> leftOut) {
        DeclarationProblems problems = new DeclarationProblems();
        return problems.complete(
                () ->
                        read(
                                new YamlReader(origin, environment::get, problems).read(text),
                                folder,
                                problems,
                                leftOut));
    }

    private FreshetConfig read(
            Yaml.Section file,
            Path folder,
            DeclarationProblems problems,
            Optional<Consumer<DeclarationException>> leftOut) {
        SectionReader top =
                new SectionReader(
                        "",
                        ConfigurationKeys.ALL,
                        EnvironmentOverlay.apply(file, environment),
                        problems);
        ServerReader servers = new ServerReader(folder);
        KnownDefinitions definitions =
                KnownDefinitions.load(
                        top.texts("pipelines").stream().map(folder::resolve).toList(),
                        problems,
                        leftOut);
        PipelineLibrary pipelines = definitions.library();
        Optional<BrokerUrl> broker = top.read("broker", servers::broker);
        Optional<WarehouseConfig> warehouse = top.read("warehouse", servers::warehouse);
        Optional<LakeConfig> lake =
                top.read(
                        "lake",
                        section -> LakeReading.read(section, new PasswordReader(folder), folder));
        Optional<AlertsConfig> alerts = top.read("alerts", new AlertsReader(folder)::read);
        HttpConfig http = top.read("http", new HttpReader(folder)::read).orElse(HttpConfig.DEFAULT);
        Map<String, DocumentPlace> documents = new LinkedHashMap<>();
        top.listedSections(
                "documents", (index, section) -> DocumentsReader.read(section, folder, documents));
        Set<String> names = new HashSet<>();
        List<SourceConfig> sources =
                top.listedSections(
                        "sources",
                        (index, section) ->
                                SourceConfigReader.read(section, definitions, servers, names));
        top.end();
        Set<String> used = sources.stream().map(SourceConfig::pipeline).collect(Collectors.toSet());
        PipelineLibrary inUse = pipelines.inUse(used);
        checkOneSource(top, sources, inUse);
        return new FreshetConfig(
                List.copyOf(sources),
                broker,
                warehouse,
                lake,
                alerts,
                http,
                inUse,
                Map.copyOf(documents));
    }

    /** Rows of star tables are those of one source: its keys are theirs. */
    private static void checkOneSource(
            SectionReader top, List<SourceConfig> sources, PipelineLibrary pipelines) {
        for (PipelineDefinition pipeline : pipelines.all()) {
            List<String> names =
                    sources.stream()
                            .filter(source -> source.pipeline().equals(pipeline.name()))
                            .map(SourceConfig::name)
                            .toList();
            if (pipeline.star().isPresent() && names.size() > 1) {
                throw top.invalid(
                        "sources",
                        "%s are all of pipeline %s, whose warehouse is that of one source; give each a definition and a schema of its own"
                                .formatted(String.join(", ", names), pipeline.name()));
            }
        }
    }
}
