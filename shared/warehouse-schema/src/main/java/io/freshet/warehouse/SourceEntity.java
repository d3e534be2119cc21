package io.freshet.warehouse;

import io.freshet.warehouse.layout.FreshetTables;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A source as it is registered in the warehouse; made when a poller first hears of it. */
@Entity
@Table(name = "source", schema = FreshetTables.SCHEMA)
public class SourceEntity extends PanacheEntityBase {

    /** Stands for the source in all other tables. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    /** The configured name. */
    @Column(nullable = false, unique = true)
    public String name;

    /** Name of the pipeline definition. */
    @Column(nullable = false)
    public String pipeline;

    /** The configured attributes. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    public Map<String, String> attributes = Map.of();

    /** When it was first heard of. */
    @Column(name = "registered_at", nullable = false)
    public Instant registeredAt = Instant.now();

    /** Whether the configuration names it now; charts leave out what is held of others. */
    @Column(nullable = false)
    public boolean declared = true;

    /** The source of that name, or null. */
    public static Uni<SourceEntity> findByName(String name) {
        return find("name", name).firstResult();
    }
}
