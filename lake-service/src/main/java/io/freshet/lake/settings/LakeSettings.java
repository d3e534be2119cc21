package io.freshet.lake.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set for the lake. Where it lies is said in the configuration file. */
@ConfigMapping(prefix = "freshet.archive")
public interface LakeSettings {

    /** How long changes are gathered before they are committed; fewer objects are larger ones. */
    @WithDefault("10s")
    Duration interval();

    /** About how many bytes of values one commit takes at the most; more take several. */
    @WithDefault("67108864")
    long commitBytes();

    /** How many changes one commit takes at the most; a transaction is never divided. */
    @WithDefault("500000")
    long commitRows();

    /** How long after its end a day's objects are merged. */
    @WithDefault("1h")
    Duration compactAfter();

    /** The size that merged objects have at the most, in bytes. */
    @WithDefault("134217728")
    long objectBytes();

    /** For how long old manifests stay true: merged objects are kept so long. */
    @WithDefault("7d")
    Duration retention();
}
