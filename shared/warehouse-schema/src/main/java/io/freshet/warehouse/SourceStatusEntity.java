package io.freshet.warehouse;

import io.freshet.warehouse.layout.FreshetTables;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * How a source stands, written by its owner every second; see {@code SourceStatus} of the events.
 */
@Entity
@Table(name = "source_status", schema = FreshetTables.SCHEMA)
public class SourceStatusEntity extends PanacheEntityBase {

    /** The source, {@link SourceEntity#id}. */
    @Id
    @Column(name = "source_id")
    public Integer sourceId;

    /** Epoch of the newest event published. */
    public long fence;

    /** Number of the newest event published within its epoch. */
    public long sequence;

    /** Up to when the source has been read completely; null before the first complete read. */
    @Column(name = "as_of")
    public Instant asOf;

    /** What the tailing is doing, a word of {@code SourceState}. */
    @Column(nullable = false)
    public String state;

    /** Why, in a sentence for people; empty while live. */
    @Column(nullable = false)
    public String detail = "";

    /** Highest key published; null before the first. */
    @Column(name = "high_water_mark")
    public Long highWaterMark;

    /** Estimate of the committed rows not yet published. */
    @Column(name = "lag_rows")
    public long lagRows;

    /** Ranges of keys below the high-water mark that hold no row and are still watched. */
    @Column(name = "pending_gaps")
    public long pendingGaps;

    /**
     * When the newest complete comparison began that found source and warehouse equal; null before
     * the first.
     */
    @Column(name = "audited_at")
    public Instant auditedAt;

    /** Rows that comparisons found different and repaired since the poller started. */
    public long differences;

    /** When this was written. */
    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt = Instant.now();
}
