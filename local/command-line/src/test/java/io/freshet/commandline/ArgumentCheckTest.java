package io.freshet.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** What is wrong with a command line is told in a sentence, the same before and after building. */
class ArgumentCheckTest {

    private final ArgumentCheck check = new ArgumentCheck(Grammar.of(FreshetCommands.model()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "demo --rate 12.5 --port=9090 --fresh --countries ALB,arg",
                "up -c freshet.yaml",
                "check --config freshet.yaml --audit",
                "forget alb --config freshet.yaml",
                "forget -c freshet.yaml alb",
                "dead-letters list --config=freshet.yaml",
                "dead-letters replay --all -c freshet.yaml",
                "bench freshness --poll 20ms --java-options -XX:+UseG1GC",
                "bench peers --only freshet,floor",
                "soak --minutes 1 --seed -5",
                "soak --pipeline totesys",
                "completion fish"
            })
    void whatCanBeRunIsTakenByPicocliToo(String line) {
        assertThat(check.problem(words(line))).isEmpty();
        assertThatCode(() -> parseByPicocli(line)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demmo",
                "bench nonsense",
                "demo --raet 5",
                "demo alb",
                "demo --fresh=yes please",
                "demo --rate",
                "demo --rate --fresh",
                "demo --rate 1 --rate 2",
                "demo --rate fast",
                "demo --port 80.5",
                "check",
                "check --confg freshet.yaml",
                "forget",
                "forget -c freshet.yaml",
                "forget alb",
                "forget alb arg -c freshet.yaml",
                "forget alb -c freshet.yaml --all",
                "dead-letters show -c freshet.yaml",
                "dead-letters show -c freshet.yaml --all --id 1",
                "dead-letters list -c freshet.yaml --id 1",
                "bench --markdown file freshness",
                "soak --minutes many"
            })
    void whatCannotIsRefusedByPicocliToo(String line) {
        assertThat(check.problem(words(line))).isPresent();
        assertThatThrownBy(() -> parseByPicocli(line)).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demmo | there is no command demmo; did you mean demo? See ./freshet --help.",
                "help chek | there is no command chek; did you mean check? See ./freshet --help.",
                "bench freshnes | there is no command bench freshnes; did you mean freshness?"
                        + " See ./freshet bench --help.",
                "bench nonsense | there is no command bench nonsense. See ./freshet bench --help.",
                "dead-letters | dead-letters needs one of discard, list, replay, show."
                        + " See ./freshet dead-letters --help.",
                "check --confg f | check: there is no option --confg; did you mean --config?"
                        + " See ./freshet check --help.",
                "--nonsense | there is no option --nonsense. See ./freshet --help.",
                "demo alb | demo: alb is neither an option nor the value of one."
                        + " See ./freshet demo --help.",
                "demo --port | demo: --port needs a value. See ./freshet demo --help.",
                "demo --port --fresh | demo: --port needs a value. See ./freshet demo --help.",
                "demo --fresh=1 | demo: --fresh takes no value. See ./freshet demo --help.",
                "demo --port 1 --port 2 | demo: --port is given twice. See ./freshet demo --help.",
                "up | up: --config is needed. See ./freshet up --help.",
                "dead-letters show -c f | dead-letters show: give either --id or --all."
                        + " See ./freshet dead-letters show --help."
            })
    void saysWhatIsWrong(String line, String sentence) {
        assertThat(check.problem(words(line))).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --port 0 | --port must be a whole number from 1 to 65535, not 0.",
                "demo --port 65536 | --port must be a whole number from 1 to 65535, not 65536.",
                "demo --port 80.5 | --port must be a whole number from 1 to 65535, not 80.5.",
                "demo --rate fast | --rate must be a number from 0 to 100000, not fast.",
                "demo --rate -0.1 | --rate must be a number from 0 to 100000, not -0.1.",
                "demo --countries A1 | --countries must be three-letter codes with commas between,"
                        + " such as ALB,ARG, not A1.",
                "soak --pipeline shop | --pipeline must be pisa or totesys, not shop.",
                "bench freshness --poll 1s | --poll must be milliseconds such as 20ms, not 1s."
            })
    void looksAtValues(String line, String sentence) {
        assertThat(check.problem(words(line)).orElseThrow()).contains(sentence);
    }

    @Test
    void takesTheLeastAndTheMost() {
        assertThat(check.problem(words("demo --port 1 --rate 0"))).isEmpty();
        assertThat(check.problem(words("demo --port 65535 --rate 100000"))).isEmpty();
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    private static void parseByPicocli(String line) {
        FreshetCommands.model().parseArgs(line.split(" "));
    }
}
