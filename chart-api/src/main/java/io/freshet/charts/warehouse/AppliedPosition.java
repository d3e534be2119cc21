package io.freshet.charts.warehouse;

/**
 * How far a source's events are in the warehouse.
 *
 * @param source the source's id
 * @param fence epoch of the last event
 * @param sequence number of the last event within its epoch
 * @param version grows by one with every transaction that changes the source's rows
 * @param made the revision of the definition that the pipeline's tables are made by; 0 for none
 */
public record AppliedPosition(int source, long fence, long sequence, long version, long made) {}
