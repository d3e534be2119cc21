package io.freshet.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before anything is built the script {@code freshet} answers as the built program does. */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class ScriptTest {

    private static final Path UNIX = Path.of("..", "..", "freshet");
    private static final Path WINDOWS = Path.of("..", "..", "freshet.cmd");
    private static final String CHECK = "src/main/java/io/freshet/commandline/ArgumentCheck.java";

    /** A checkout in which nothing was built. */
    @TempDir static Path checkout;

    @BeforeAll
    static void copy() throws IOException {
        Files.copy(UNIX, checkout.resolve("freshet"));
        Path module = checkout.resolve("local/command-line");
        Files.createDirectories(module.resolve("answers"));
        try (Stream<Path> answers = Files.list(Path.of("answers"))) {
            for (Path answer : answers.toList()) {
                Files.copy(answer, module.resolve(answer.toString()));
            }
        }
        Files.createDirectories(module.resolve(CHECK).getParent());
        Files.copy(Path.of(CHECK), module.resolve(CHECK));
        Path maven = Files.createDirectory(checkout.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho Maven was run\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private record Ended(int status, String output) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "help",
                "--help",
                "-V",
                "demo --help",
                "demo --version",
                "help dead-letters replay",
                "bench freshness -h --poll 20ms",
                "completion fish",
                "completion bash",
                "completion tcsh",
                "demmo",
                "demmo --help",
                "help demmo",
                "bench",
                "bench nonsense",
                "--nonsense",
                "demo --raet 5",
                "demo --port 99999",
                "check",
                "soak --minutes many"
            })
    void answersAsTheBuiltProgramDoes(String line) throws IOException, InterruptedException {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThat(byScript(words)).isEqualTo(byProgram(words));
    }

    /** It cannot be run here; what breaks such scripts most often can be seen all the same. */
    @Test
    void theScriptForWindowsHasPairsOfQuotesAndALabelForEachJump() throws IOException {
        List<String> lines = Files.readAllLines(WINDOWS);

        assertThat(lines)
                .filteredOn(line -> line.chars().filter(letter -> letter == '"').count() % 2 != 0)
                .isEmpty();
        assertThat(found("(?m)^(?!rem ).*(?:goto|call) :?([a-z]+)(?= |$)", WINDOWS))
                .isSubsetOf(
                        Stream.concat(found("(?m)^:([a-z]+)$", WINDOWS).stream(), Stream.of("mvn"))
                                .toList());
    }

    @Test
    void bothScriptsBuildAndRunTheSame() throws IOException {
        for (String what :
                List.of(
                        "\\b(?:local|verification)/[a-z-]+",
                        "[a-z-]+[.]jar",
                        "built-by-[a-z]+",
                        "Xmx|launcher/java[.]options",
                        "HEAP=[\"]?([0-9]+m)",
                        "PACKAGED=[\"]?(true|false)",
                        "-D(?!freshet.home|freshet.grammar|freshet.supervised)[A-Za-z.]+")) {
            assertThat(found(what, WINDOWS)).as(what).isNotEmpty().isEqualTo(found(what, UNIX));
        }
    }

    /** What a pattern finds in a script, its first group where it has one. */
    private static Set<String> found(String pattern, Path script) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher matcher =
                Pattern.compile(pattern)
                        .matcher(Files.readString(script).replace('\\', '/').replaceAll("\r", ""));
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }

    private static Ended byScript(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", checkout + "/freshet"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", checkout + "/bin:", (path, bin) -> bin + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static Ended byProgram(List<String> words) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, UTF_8);
        int status = new FreshetCommands(stream, stream).execute(words.toArray(String[]::new));
        return new Ended(status, output.toString(UTF_8));
    }
}
