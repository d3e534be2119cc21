package io.freshet.warehouse;

import io.freshet.warehouse.layout.FreshetTables;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/**
 * A value that was not what its column declares; its row counts as if the value were missing, or is
 * set aside.
 */
@Entity
@Table(name = "quarantine", schema = FreshetTables.SCHEMA)
@IdClass(QuarantinedValue.Key.class)
public class QuarantinedValue extends PanacheEntityBase {

    /** The source, {@link SourceEntity#id}. */
    @Id
    @Column(name = "source_id")
    public int sourceId;

    /** The source table. */
    @Id
    @Column(name = "table_name")
    public String tableName;

    /** The row's key. */
    @Id
    @Column(name = "row_key")
    public long rowKey;

    /** The column. */
    @Id
    @Column(name = "column_name")
    public String columnName;

    /** The value as it was read, cut to its first 200 characters. */
    @Column(nullable = false)
    public String value;

    /** What is wrong with it, one of a few words. */
    @Column(nullable = false)
    public String reason;

    /** Whether its row is set aside because of it, and counts nowhere. */
    @Column(name = "row_aside", nullable = false)
    public boolean rowAside;

    /** When it was found. */
    @Column(name = "quarantined_at", nullable = false)
    public Instant quarantinedAt = Instant.now();

    /** What identifies a quarantined value. */
    public record Key(int sourceId, String tableName, long rowKey, String columnName)
            implements Serializable {}
}
