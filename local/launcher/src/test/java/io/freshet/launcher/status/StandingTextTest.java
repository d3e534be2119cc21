package io.freshet.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How what was found out is written, for people and for programs. */
class StandingTextTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final SourceStanding LIVE =
            new SourceStanding(
                    "fra",
                    "pisa",
                    "live",
                    "",
                    Optional.of(NOW.minusMillis(100)),
                    Optional.of(NOW.minusSeconds(300)),
                    81_204,
                    List.of());
    private static final SourceStanding READING =
            new SourceStanding(
                    "ita",
                    "pisa",
                    "catching-up",
                    "responses: reading, 40 % of about 600,000 rows",
                    Optional.empty(),
                    Optional.empty(),
                    240_000,
                    List.of());
    private static final ChartStanding CHART =
            new ChartStanding(
                    "escs",
                    "catching-up",
                    "source ita",
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.of(321_204),
                    OptionalLong.empty());

    private static InstallationStanding standing(String problem) {
        return new InstallationStanding(
                NOW, problem, List.of(LIVE, READING), List.of(CHART), List.of(), List.of());
    }

    @Test
    void eachSourceAndChartHasALineInColumns() {
        assertThat(StandingText.of(standing("")))
                .isEqualTo(
                        """
                                NAME  STATE             READ     PROVEN     ROWS  GROUPS  WAITS FOR
                        source  fra   live         0.1 s ago  5 min ago   81,204
                        source  ita   catching-up      never      never  240,000          responses: reading, 40 % of about 600,000 rows
                        chart   escs  catching-up      never      never  321,204       -  source ita
                        """);
    }

    @Test
    void whatKeepsAllFromBeingWellIsTheLastLine() {
        assertThat(StandingText.of(standing("Nothing runs.")))
                .endsWith("source ita\nNothing runs.\n");
    }

    @Test
    void anAuditThatGoesOnHasALineForPeopleAndAnObjectForPrograms() {
        InstallationStanding audited =
                new InstallationStanding(
                        NOW,
                        "",
                        List.of(LIVE),
                        List.of(),
                        List.of(new AuditStanding("pisa", "fra", 37)),
                        List.of());

        assertThat(StandingText.of(audited)).endsWith("\naudit   pisa/fra  37 %\n");
        assertThat(StandingJson.of(audited).getJsonArray("audits").getJsonObject(0).getMap())
                .isEqualTo(Map.of("pipeline", "pisa", "source", "fra", "percent", 37));
        assertThat(StandingJson.of(standing("")).getJsonArray("audits")).isEmpty();
    }

    @Test
    void whatIsQuarantinedHasALineAndASourceIsWellWithIt() {
        InstallationStanding quarantined =
                new InstallationStanding(
                        NOW,
                        "",
                        List.of(LIVE),
                        List.of(),
                        List.of(),
                        List.of(
                                new QuarantineStanding("fra", 1_200, 1),
                                new QuarantineStanding("ita", 0, 3)));

        assertThat(StandingText.of(quarantined))
                .containsPattern(
                        "\naside +fra +1,200 rows set aside, 1 value quarantined:"
                                + " /aggregator/quarantine\\?source=fra")
                .containsPattern("\naside +ita +3 values quarantined: ");
        assertThat(StandingJson.of(quarantined).getJsonArray("quarantined").getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("source", "fra")
                                .put("rowsAside", 1_200L)
                                .put("values", 1L));
        assertThat(quarantined.isWell()).isTrue();
        assertThat(StandingText.of(standing(""))).doesNotContain("aside");
    }

    @Test
    void programsGetInstantsAndNumbersAndNullForWhatIsNotKnown() {
        JsonObject json = StandingJson.of(standing(""));

        assertThat(json.getBoolean("well")).isTrue();
        assertThat(json.getJsonArray("sources").getJsonObject(0).getMap())
                .containsEntry("readUpTo", "2026-11-26T11:59:59.900Z")
                .containsEntry("rows", 81_204L);
        assertThat(json.getJsonArray("charts").getJsonObject(0).getMap())
                .containsEntry("groups", null)
                .containsEntry("provenAt", null)
                .containsEntry("waitsFor", "source ita");
    }

    @Test
    void aFirstReadIsWellAndASourceThatNobodyReadsIsNot() {
        SourceStanding unknown = SourceStanding.unknown("alb", "pisa", "a poller");

        assertThat(standing("").isWell()).isTrue();
        assertThat(standing("Nothing runs.").isWell()).isFalse();
        assertThat(
                        new InstallationStanding(
                                        NOW,
                                        "",
                                        List.of(LIVE, unknown),
                                        List.of(),
                                        List.of(),
                                        List.of())
                                .isWell())
                .isFalse();
    }
}
