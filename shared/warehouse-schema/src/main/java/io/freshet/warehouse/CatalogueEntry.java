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

/** A table that was made from a pipeline definition. */
@Entity
@Table(name = "catalogue", schema = FreshetTables.SCHEMA)
@IdClass(CatalogueEntry.Key.class)
public class CatalogueEntry extends PanacheEntityBase {

    /** The pipeline, which is also the table's schema. */
    @Id public String pipeline;

    /** The table's name; of a derived column that of its table, a point and its own. */
    @Id public String object;

    /** {@code rows}, {@code summary} or {@code derived}. */
    @Column(nullable = false)
    public String kind;

    /** The part of the definition that the table was made from, in a canonical text. */
    @Column(nullable = false)
    public String definition;

    /** When it was made. */
    @Column(name = "created_at", nullable = false)
    public Instant createdAt = Instant.now();

    /** What identifies an entry. */
    public record Key(String pipeline, String object) implements Serializable {}
}
