package io.freshet.poller.warehouse;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import java.time.Duration;
import java.util.Map;

/** Sources of which nothing matters but which they are. */
public final class OwnedSources {

    private OwnedSources() {}

    /** A source, called by its id. */
    public static OwnedSource of(int id) {
        return named(id, "source " + id);
    }

    /** A source. */
    public static OwnedSource named(int id, String name) {
        return new OwnedSource(
                id,
                new SourceConfig(
                        name,
                        DatabaseUrl.parse("postgresql://nowhere:5432/fra"),
                        "reader",
                        new Secret("none"),
                        "pisa",
                        Map.of(),
                        Duration.ofMillis(100),
                        SweepConfig.DEFAULT,
                        AccessConfig.DEFAULT));
    }
}
