package io.freshet.launcher.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How an installation stands, as JSON for programs. */
final class StandingJson {

    private StandingJson() {}

    /** One object; a time is an RFC 3339 instant or null. */
    static JsonObject of(InstallationStanding standing) {
        JsonArray sources = new JsonArray();
        for (SourceStanding source : standing.sources()) {
            sources.add(
                    new JsonObject()
                            .put("name", source.name())
                            .put("pipeline", source.pipeline())
                            .put("state", source.state())
                            .put("readUpTo", instant(source.readUpTo()))
                            .put("provenAt", instant(source.provenAt()))
                            .put("rows", source.rows())
                            .put("waitsFor", source.waitsFor()));
        }
        JsonArray charts = new JsonArray();
        for (ChartStanding chart : standing.charts()) {
            charts.add(
                    new JsonObject()
                            .put("name", chart.name())
                            .put("state", chart.state())
                            .put("readUpTo", instant(chart.readUpTo()))
                            .put("provenAt", instant(chart.provenAt()))
                            .put("rows", number(chart.rows()))
                            .put("groups", number(chart.groups()))
                            .put("waitsFor", chart.waitsFor()));
        }
        JsonArray audits = new JsonArray();
        for (AuditStanding audit : standing.audits()) {
            audits.add(
                    new JsonObject()
                            .put("pipeline", audit.pipeline())
                            .put("source", audit.source())
                            .put("percent", audit.percent()));
        }
        JsonArray quarantined = new JsonArray();
        for (QuarantineStanding held : standing.quarantined()) {
            quarantined.add(
                    new JsonObject()
                            .put("source", held.source())
                            .put("rowsAside", held.rows())
                            .put("values", held.values()));
        }
        return new JsonObject()
                .put("at", standing.at().toString())
                .put("well", standing.isWell())
                .put("problem", standing.problem())
                .put("sources", sources)
                .put("charts", charts)
                .put("audits", audits)
                .put("quarantined", quarantined);
    }

    private static String instant(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }

    private static Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
