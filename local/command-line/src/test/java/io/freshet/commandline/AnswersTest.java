package io.freshet.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The folder {@code answers} holds what the scripts print before anything is built, and says the
 * same as picocli. {@code mvn -pl local/command-line test -Dfreshet.write-answers=true} writes it.
 */
class AnswersTest {

    private static final Path FOLDER = Path.of("answers");

    @Test
    void areThoseThatTheScriptsPrint() throws IOException {
        Map<String, String> answers = new TreeMap<>(new Answers(FreshetCommands.model()).files());
        if (Boolean.getBoolean("freshet.write-answers")) {
            write(answers);
        }

        Map<String, String> kept = kept();

        assertThat(kept.keySet()).isEqualTo(answers.keySet());
        assertThat(answers)
                .allSatisfy((name, text) -> assertThat(kept.get(name)).as(name).isEqualTo(text));
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return kept;
    }

    private static void write(Map<String, String> answers) throws IOException {
        Files.createDirectories(FOLDER);
        for (String name : kept().keySet()) {
            Files.delete(FOLDER.resolve(name));
        }
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Files.writeString(FOLDER.resolve(answer.getKey()), answer.getValue());
        }
    }
}
