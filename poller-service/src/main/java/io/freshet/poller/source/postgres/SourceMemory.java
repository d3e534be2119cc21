package io.freshet.poller.source.postgres;

import io.freshet.poller.schema.SchemaListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of one source from one connection to the next. Used by one connection at a
 * time.
 */
final class SourceMemory {

    private final Map<String, TableMemory> tables = new ConcurrentHashMap<>();
    private final SchemaListener schemas;
    private volatile ServerPosition read;

    /** Of which nobody learns anything. */
    SourceMemory() {
        this(SchemaListener.NOBODY);
    }

    /**
     * @param schemas learns of the schemas of its tables
     */
    SourceMemory(SchemaListener schemas) {
        this.schemas = schemas;
    }

    /** Who learns of the schemas of its tables. */
    SchemaListener schemas() {
        return schemas;
    }

    /**
     * What is remembered of a table.
     *
     * @param name its name in the definition
     */
    TableMemory table(String name) {
        return tables.computeIfAbsent(name, none -> new TableMemory());
    }

    /** How far the history went that was read; empty before the first read. */
    Optional<ServerPosition> read() {
        return Optional.ofNullable(read);
    }

    /** Something was read from a server at a position. */
    void read(ServerPosition position) {
        ServerPosition before = read;
        boolean same =
                before != null
                        && before.system() == position.system()
                        && before.timeline() == position.timeline()
                        && position.standby();
        read = same && before.wal() > position.wal() ? before : position;
    }
}
