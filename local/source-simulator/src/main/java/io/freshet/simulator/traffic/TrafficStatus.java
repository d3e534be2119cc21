package io.freshet.simulator.traffic;

import java.time.Instant;

/**
 * One source at one instant. Counts are since the program began, except for {@code rows}.
 *
 * @param country code, upper-case
 * @param database name
 * @param state of the traffic
 * @param rate submissions per second asked for
 * @param rows in the table, as far as this program knows
 * @param maxId highest id seen committed
 * @param inserted rows committed
 * @param lateCommits of them, how many were committed late
 * @param garbage submissions that were spoiled
 * @param rolledBack submissions rolled back
 * @param updated older rows given other answers
 * @param deleted older rows deleted
 * @param burstRows rows of bursts still to be written
 * @param openTransactions late transactions not yet committed
 * @param misbehaviour the switches
 * @param lastCommitAt when rows were last committed; null if never
 * @param error what keeps the source from being written to; null when nothing does
 */
public record TrafficStatus(
        String country,
        String database,
        TrafficState state,
        double rate,
        long rows,
        long maxId,
        long inserted,
        long lateCommits,
        long garbage,
        long rolledBack,
        long updated,
        long deleted,
        long burstRows,
        int openTransactions,
        Misbehaviour misbehaviour,
        Instant lastCommitAt,
        String error) {}
