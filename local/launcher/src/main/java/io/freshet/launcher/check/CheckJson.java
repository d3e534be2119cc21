package io.freshet.launcher.check;

import io.freshet.launcher.check.CheckFinding.State;
import io.freshet.yaml.DeclarationProblem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What a check has found, as JSON. */
final class CheckJson implements CheckDocument {

    @Override
    public String of(List<CheckFinding> findings) {
        JsonArray lines = new JsonArray();
        for (CheckFinding finding : findings) {
            JsonObject line =
                    new JsonObject()
                            .put("what", finding.what())
                            .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                            .put("text", finding.text());
            finding.problem().ifPresent(problem -> locate(line, problem));
            lines.add(line);
        }
        boolean well = findings.stream().noneMatch(finding -> finding.state() == State.FAILED);
        return new JsonObject().put("well", well).put("findings", lines).encodePrettily();
    }

    private static void locate(JsonObject line, DeclarationProblem problem) {
        line.put("file", problem.location().origin())
                .put("line", problem.location().line())
                .put("column", problem.location().column())
                .put("key", problem.key())
                .put("value", problem.value().orElse(null))
                .put("text", problem.message());
    }
}
