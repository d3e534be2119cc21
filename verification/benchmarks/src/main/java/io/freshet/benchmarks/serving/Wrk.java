package io.freshet.benchmarks.serving;

import io.freshet.benchmarks.report.Distribution;
import io.freshet.commandline.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The load generator wrk, with two threads. Its latencies are those of connections that ask the
 * next question when they have the answer: under full load they tell how the server shares its
 * time, not how long a visitor waits.
 */
final class Wrk implements LoadGenerator {

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) ([0-9: ]+)");
    private static final int PERMILLES = 1_000;

    /** Questions are made once; at the end all permilles of the latencies are told. */
    private static final String SCRIPT =
            """
            local questions = {}
            local at = 0
            init = function(args)
            %s
            end
            request = function()
               at = at %% #questions + 1
               return questions[at]
            end
            done = function(summary, latency, requests)
               local e = summary.errors
               io.write(string.format("RESULT %%d %%d %%d", summary.requests, summary.duration,
                  e.connect + e.read + e.write + e.timeout + e.status))
               for permille = 1, 999 do
                  io.write(string.format(" %%d:%%d", permille, latency:percentile(permille / 10)))
               end
               io.write(string.format(" 1000:%%d\\n", latency.max))
            end
            """;

    private final Path program;

    private Wrk(Path program) {
        this.program = program;
    }

    /** The program on the PATH, if it is there. */
    static Optional<LoadGenerator> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "wrk"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Wrk::new);
    }

    @Override
    public String name() {
        return "wrk, 2 threads";
    }

    @Override
    public LoadResult run(int port, List<Question> questions, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("freshet-bench", ".lua");
        try {
            Files.writeString(script, SCRIPT.formatted(made(questions)));
            Process wrk =
                    new ProcessBuilder(
                                    program.toString(),
                                    "-t2",
                                    "-c" + connections,
                                    "-d" + seconds + "s",
                                    "-s" + script,
                                    "http://127.0.0.1:" + port)
                            .redirectErrorStream(true)
                            .start();
            String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            wrk.waitFor();
            return parse(output);
        } finally {
            Files.delete(script);
        }
    }

    private static String made(List<Question> questions) {
        return questions.stream()
                .map(
                        question ->
                                "   questions[#questions + 1] = wrk.format('GET', [[%s]], {%s})"
                                        .formatted(
                                                question.path(),
                                                question.tag().isEmpty()
                                                        ? ""
                                                        : "['If-None-Match'] = [[%s]]"
                                                                .formatted(question.tag())))
                .collect(Collectors.joining("\n"));
    }

    private static LoadResult parse(String output) {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new CommandFailure("wrk did not say what it measured:\n" + output);
        }
        long requests = Long.parseLong(result.group(1));
        Distribution latencies = new Distribution();
        // wrk tells quantiles only: each stands for its share of the answers
        for (String quantile : result.group(4).strip().split(" ", -1)) {
            long micros = Long.parseLong(quantile.substring(quantile.indexOf(':') + 1));
            latencies.record(TimeUnit.MICROSECONDS.toNanos(micros), requests / PERMILLES);
        }
        return new LoadResult(
                requests / (Long.parseLong(result.group(2)) / 1e6),
                latencies,
                Long.parseLong(result.group(3)));
    }
}
