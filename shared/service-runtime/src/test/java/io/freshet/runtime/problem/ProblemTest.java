package io.freshet.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void hasTitleStatusAndDetail() {
        assertThat(text(Problem.of(404, "Not found", "There is no \"x\".")))
                .isEqualTo(
                        """
                        {"title":"Not found","status":404,"detail":"There is no \\"x\\"."}""");
    }

    @Test
    void saysThatItIsOfNoSpecialType() {
        assertThat(text(Problem.blank(404, "Not Found", "Nothing there.")))
                .isEqualTo(
                        """
                        {"type":"about:blank","title":"Not Found","status":404,"detail":"Nothing there."}""");
    }

    @Test
    void hasFurtherMembersBehindTheOthers() {
        Problem problem =
                Problem.of(400, "Bad request", "größer")
                        .with("parameter", "größe")
                        .with("allowed", List.of("1", "2"));

        assertThat(text(problem))
                .isEqualTo(
                        """
                        {"title":"Bad request","status":400,"detail":"größer","parameter":"größe","allowed":["1","2"]}""");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("größer");
    }

    @Test
    void staysAsItIsWhereAnotherIsMadeOfIt() {
        Problem problem = Problem.of(400, "Bad request", "so");
        problem.with("parameter", "hours");

        assertThat(text(problem)).doesNotContain("hours");
    }

    private static String text(Problem problem) {
        return new String(problem.json(), StandardCharsets.UTF_8);
    }
}
