package io.freshet.configuration;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.pipeline.AttributeDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.yaml.NearestWord;
import io.freshet.yaml.SectionReader;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an item of the list {@code sources}. */
final class SourceConfigReader {

    /** Shortest and longest interval between polls. */
    static final Duration SHORTEST_POLL = Duration.ofMillis(5);

    static final Duration LONGEST_POLL = Duration.ofHours(1);
    static final Duration DEFAULT_POLL = Duration.ofMillis(100);

    private static final String REFUSED = "refused";
    private static final String FILTERED = "filtered";

    private static final Pattern SOURCE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private SourceConfigReader() {}

    /**
     * Reads one.
     *
     * @param names those of the sources read before; this one's is added
     */
    static SourceConfig read(
            SectionReader section,
            KnownDefinitions definitions,
            ServerReader servers,
            Set<String> names) {
        String name = section.text("name");
        if (!SOURCE_NAME.matcher(name).matches()) {
            throw section.invalid(
                    "name", "must be letters, digits, dashes and underscores, not " + name);
        }
        if (!names.add(name)) {
            throw section.invalid("name", name + " is given to two sources; rename one");
        }
        PipelineDefinition pipeline = definitions.of(section);
        WarehouseConfig server = servers.database(section);
        return new SourceConfig(
                name,
                server.url(),
                server.username(),
                server.password(),
                pipeline.name(),
                readAttributes(section, name, pipeline),
                section.duration("poll-interval", SHORTEST_POLL, LONGEST_POLL, DEFAULT_POLL),
                section.optionalSection("sweeps")
                        .map(SourceConfigReader::readSweeps)
                        .orElse(SweepConfig.DEFAULT),
                readAccess(section));
    }

    private static AccessConfig readAccess(SectionReader section) {
        String rowSecurity = section.optionalText("row-security").orElse(REFUSED);
        if (!rowSecurity.equals(REFUSED) && !rowSecurity.equals(FILTERED)) {
            throw section.invalid(
                    "row-security",
                    "must be %s (a table of which rows are hidden is not read) or %s (what the role sees is what counts), not %s"
                            .formatted(REFUSED, FILTERED, rowSecurity));
        }
        return new AccessConfig(
                section.flag("pooled", false),
                rowSecurity.equals(FILTERED),
                section.optionalText("time-zone")
                        .map(zone -> timeZone(section, zone))
                        .orElse(AccessConfig.DEFAULT.timeZone()));
    }

    private static ZoneId timeZone(SectionReader section, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw section.invalid(
                    "time-zone",
                    "must be a zone's name, such as Asia/Kolkata, not %s%s"
                            .formatted(zone, NearestWord.hint(zone, ZoneId.getAvailableZoneIds())));
        }
        return ZoneId.of(zone);
    }

    private static Map<String, String> readAttributes(
            SectionReader section, String source, PipelineDefinition pipeline) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (AttributeDefinition attribute : pipeline.attributes()) {
            String value =
                    section.optionalText(attribute.name())
                            .orElse(source)
                            .strip()
                            .toUpperCase(Locale.ROOT);
            if (!attribute.pattern().matcher(value).matches()) {
                throw section.invalid(
                        attribute.name(),
                        "must match %s, unlike %s (by default it is the source's name)"
                                .formatted(attribute.pattern(), value));
            }
            attributes.put(attribute.name(), value);
        }
        return Map.copyOf(attributes);
    }

    private static SweepConfig readSweeps(SectionReader section) {
        SweepConfig sweeps =
                new SweepConfig(
                        percent(section, "idle-percent", SweepConfig.DEFAULT.idlePercent()),
                        percent(section, "hinted-percent", SweepConfig.DEFAULT.hintedPercent()));
        section.end();
        return sweeps;
    }

    private static double percent(SectionReader section, String key, double otherwise) {
        Optional<String> text = section.optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double percent = Double.parseDouble(text.get());
            if (percent >= 0.1 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // the error below says it all
        }
        throw section.invalid(key, "must be a number from 0.1 to 100, not " + text.get());
    }
}
