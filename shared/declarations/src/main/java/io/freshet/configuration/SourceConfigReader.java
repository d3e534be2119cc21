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
import java.util.Set;

/** Reads an item of the list {@code sources}. */
final class SourceConfigReader {

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
        if (!names.add(name)) {
            throw section.invalid("name", name + " is given to two sources; rename one");
        }
        // What can be told of a source whose definition is broken comes first.
        Duration pollInterval = section.duration("poll-interval");
        SweepConfig sweeps =
                section.read("sweeps", SourceConfigReader::readSweeps).orElse(SweepConfig.DEFAULT);
        AccessConfig access = readAccess(section);
        PipelineDefinition pipeline = definitions.of(section);
        WarehouseConfig server = servers.database(section);
        return new SourceConfig(
                name,
                server.url(),
                server.username(),
                server.password(),
                pipeline.name(),
                readAttributes(section, name, pipeline),
                pollInterval,
                sweeps,
                access);
    }

    private static AccessConfig readAccess(SectionReader section) {
        return new AccessConfig(
                section.flag("pooled"),
                section.word("row-security").equals(ConfigurationKeys.FILTERED),
                timeZone(section));
    }

    private static ZoneId timeZone(SectionReader section) {
        String zone = section.text("time-zone");
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
                new SweepConfig(section.decimal("idle-percent"), section.decimal("hinted-percent"));
        section.end();
        return sweeps;
    }
}
