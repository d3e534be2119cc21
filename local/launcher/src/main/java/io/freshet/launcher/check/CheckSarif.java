package io.freshet.launcher.check;

import io.freshet.launcher.check.CheckFinding.State;
import io.freshet.yaml.DeclarationProblem;
import io.freshet.yaml.Location;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/**
 * What a check has found wrong, as SARIF 2.1.0: what editors and code hosts show beside the lines
 * of a file.
 */
final class CheckSarif implements CheckDocument {

    private static final String VERSION = "2.1.0";
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Path file;

    /**
     * @param file the configuration's: what is wrong elsewhere, as at a server, is named by it
     */
    CheckSarif(Path file) {
        this.file = file;
    }

    @Override
    public String of(List<CheckFinding> findings) {
        List<CheckFinding> wrong =
                findings.stream().filter(finding -> finding.state() != State.OK).toList();
        JsonArray rules = new JsonArray();
        wrong.stream()
                .map(CheckSarif::rule)
                .distinct()
                .forEach(rule -> rules.add(new JsonObject().put("id", rule)));
        JsonArray results = new JsonArray();
        wrong.forEach(finding -> results.add(result(finding)));
        JsonObject driver = new JsonObject().put("name", "freshet check").put("rules", rules);
        JsonObject run =
                new JsonObject()
                        .put("tool", new JsonObject().put("driver", driver))
                        .put("columnKind", "unicodeCodePoints")
                        .put("results", results);
        return new JsonObject()
                .put("$schema", SCHEMA)
                .put("version", VERSION)
                .put("runs", new JsonArray().add(run))
                .encodePrettily();
    }

    /** What kind of thing it is about: the first word of what was looked at. */
    private static String rule(CheckFinding finding) {
        return finding.what().split(" ", 2)[0];
    }

    private JsonObject result(CheckFinding finding) {
        JsonObject place =
                finding.problem()
                        .map(DeclarationProblem::location)
                        .filter(location -> !location.equals(Location.NOWHERE))
                        .map(CheckSarif::place)
                        .orElseGet(() -> place(new Location(file.toString(), 0)));
        String text =
                finding.problem()
                        .map(problem -> problem.key() + ": " + problem.message())
                        .orElse(finding.what() + ": " + finding.text());
        return new JsonObject()
                .put("ruleId", rule(finding))
                .put("level", finding.state() == State.FAILED ? "error" : "note")
                .put("message", new JsonObject().put("text", text))
                .put(
                        "locations",
                        new JsonArray().add(new JsonObject().put("physicalLocation", place)));
    }

    private static JsonObject place(Location location) {
        String uri = location.origin().replace('\\', '/').replace(" ", "%20");
        JsonObject place =
                new JsonObject().put("artifactLocation", new JsonObject().put("uri", uri));
        if (location.line() > 0) {
            JsonObject region = new JsonObject().put("startLine", location.line());
            place.put(
                    "region",
                    location.column() > 0 ? region.put("startColumn", location.column()) : region);
        }
        return place;
    }
}
