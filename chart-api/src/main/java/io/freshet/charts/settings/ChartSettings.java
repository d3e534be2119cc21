package io.freshet.charts.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/**
 * Settings of the chart API: system properties, or environment variables such as
 * FRESHET_CHARTS_ZONE.
 */
@ConfigMapping(prefix = "freshet.charts")
public interface ChartSettings {

    /** Time zone of charts over time where the request names none. */
    @WithDefault("UTC")
    String zone();

    /** Value of Access-Control-Allow-Origin in every answer. */
    @WithDefault("*")
    String allowOrigin();

    /** Shortest time from the start of one refresh to the start of the next; 0 for none. */
    @WithDefault("5ms")
    Duration refreshInterval();

    /** How often the warehouse is looked at where it notifies of nothing. */
    @WithDefault("1s")
    Duration lookInterval();

    /** After how long an unanswered refresh is given up and the connection renewed. */
    @WithDefault("10s")
    Duration refreshTimeout();

    /**
     * How many filtered bodies of one chart are kept per state of its data: those asked for last.
     */
    @WithDefault("256")
    int variants();

    /**
     * How many groups a chart of values may have, those of each source on their own. One that has
     * more is answered with 503 until it has fewer.
     */
    @WithDefault("100000")
    int groups();

    /**
     * How many different values a chart may have of a column whose values are counted, those of
     * each group and source on their own. One that has more is answered with 503 until it has
     * fewer.
     */
    @WithDefault("1000000")
    int values();

    /** How many streams may be open at once. */
    @WithDefault("4096")
    int streams();

    /**
     * How many streams one address may have open at once, or one network of IPv6 (64 bits). Behind
     * a proxy all clients have its address, unless Quarkus is told to trust what it says of theirs.
     */
    @WithDefault("1024")
    int streamsPerAddress();

    /** Shortest time between two events of a stream; states in between are skipped. */
    @WithDefault("100ms")
    Duration streamInterval();

    /** How often a silent stream gets a comment, so that nobody on the way takes it for dead. */
    @WithDefault("15s")
    Duration streamHeartbeat();

    /** Whether charts are answered before Vert.x and Quarkus have a look at the request. */
    @WithDefault("true")
    @WithName("express-lane")
    boolean fastPath();
}
