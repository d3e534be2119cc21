package io.freshet.configuration;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * A source: a database that is only read.
 *
 * @param name its name in metrics, messages and tables; unique
 * @param url where it is
 * @param username the role that reads it
 * @param password that role's password
 * @param pipeline name of the pipeline definition that says what is read
 * @param attributes the values of the attributes that the pipeline declares
 * @param pollInterval how often it is asked for new rows while nothing waits
 * @param sweeps how much of its time sweeps may take
 * @param access how its database is to be read
 */
public record SourceConfig(
        String name,
        DatabaseUrl url,
        String username,
        Secret password,
        String pipeline,
        Map<String, String> attributes,
        Duration pollInterval,
        SweepConfig sweeps,
        AccessConfig access) {

    /**
     * How a source's database is to be read.
     *
     * @param pooled whether it is reached through a pooler that shares sessions between
     *     transactions, so that nothing may be kept in the session
     * @param rowsFiltered whether row-level security may hide rows: what the role sees is then what
     *     counts; otherwise a table of which rows are hidden is not read
     * @param timeZone what a declared time column without a time zone is in
     */
    public record AccessConfig(boolean pooled, boolean rowsFiltered, ZoneId timeZone) {

        /** Straight to the server, all rows, UTC. */
        public static final AccessConfig DEFAULT = new AccessConfig(false, false, ZoneId.of("UTC"));
    }

    /**
     * How much of a source's time sweeps may take: the share of one session's time.
     *
     * @param idlePercent while nothing hints at a change, 0.1 to 100; a quarter of it is taken
     *     while a table does not seem to be written to at all
     * @param hintedPercent right after a hint, 0.1 to 100
     */
    public record SweepConfig(double idlePercent, double hintedPercent) {

        /** 2 % at idle, 20 % after a hint. */
        public static final SweepConfig DEFAULT = new SweepConfig(2, 20);
    }
}
