package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** .github/workflows: what continuous integration runs is what the pages tell people to run. */
class WorkflowsTest {

    private static final Pattern SET = Pattern.compile("-D(images\\.[a-z-]+)=");

    /** What makes output short, and what a run's own values are: no part of the command. */
    private static final Pattern OWN =
            Pattern.compile(" (-B|-ntp|-D[a-z.-]+=\\$\\{\\{[^}]*}}\\S*)(?= |$)");

    private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");

    private static final List<String> PAGES =
            List.of("README.md", "CONTRIBUTING.md", "docs/testing.md", "deploy/README.md");

    private static YamlObject workflow(String name) throws IOException {
        Path file = RepositoryFiles.path(".github/workflows/" + name);
        return YamlObject.of(new Yaml().load(Files.readString(file)));
    }

    private static List<YamlObject> jobs(String name) throws IOException {
        return workflow(name).object("jobs").values().values().stream()
                .map(YamlObject::of)
                .toList();
    }

    private static Stream<YamlObject> steps(String name) throws IOException {
        return jobs(name).stream().flatMap(job -> job.list("steps").stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"build.yml", "images.yml", "chart.yml"})
    void mayOnlyReadAndEnd(String name) throws IOException {
        assertThat(workflow(name).object("permissions").values())
                .isEqualTo(Map.of("contents", "read"));
        assertThat(jobs(name))
                .isNotEmpty()
                .allMatch(job -> (Integer) job.at("timeout-minutes") <= 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build.yml", "images.yml", "chart.yml"})
    void takeActionsOfOneMajorVersion(String name) throws IOException {
        assertThat(steps(name).filter(step -> step.has("uses")).map(step -> step.text("uses")))
                .isNotEmpty()
                .allMatch(action -> action.matches("(actions|docker)/[a-z-]+@v\\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"build.yml", "images.yml", "chart.yml"})
    void runWhatThePagesSay(String name) throws IOException {
        StringBuilder pages = new StringBuilder();
        for (String page : PAGES) {
            pages.append(Files.readString(RepositoryFiles.path(page)));
        }
        List<String> commands =
                steps(name)
                        .filter(step -> step.has("run"))
                        .map(step -> step.text("run"))
                        .filter(command -> !command.startsWith("sudo apt-get"))
                        .toList();

        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            String plain = OWN.matcher(command).replaceAll("").strip();
            assertThat(pages).as(command).contains(plain);
            assertThat(whatItNames(command)).as(command).isTrue();
        }
    }

    /** Whether scripts, modules and settings that a command names are there. */
    private static boolean whatItNames(String command) throws IOException {
        String first = command.split(" ", 2)[0];
        if (!Set.of("mvn", "helm").contains(first)
                && !Files.isExecutable(RepositoryFiles.path(first))) {
            return false;
        }
        Matcher module = MODULE.matcher(command);
        if (module.find() && Files.notExists(RepositoryFiles.path(module.group(1) + "/pom.xml"))) {
            return false;
        }
        String settings = Files.readString(RepositoryFiles.path("deploy/images/pom.xml"));
        return SET.matcher(command)
                .results()
                .allMatch(set -> settings.contains("${" + set.group(1) + "}"));
    }
}
