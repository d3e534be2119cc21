package io.freshet.poller.schema;

import io.freshet.pipeline.TableDefinition;

/** Learns of the schemas of sources' tables. Thread-safe; does not block and never fails. */
public interface SchemaListener {

    /** Wants to know nothing. */
    SchemaListener NOBODY =
            new SchemaListener() {
                @Override
                public boolean isNew(String source, String table, long digest) {
                    return false;
                }

                @Override
                public void seen(
                        String source, TableDefinition table, long digest, SourceSchema schema) {}
            };

    /**
     * Whether the schema of a table is another one than was seen last.
     *
     * @param digest stands for it
     */
    boolean isNew(String source, String table, long digest);

    /** What the schema of a table is. */
    void seen(String source, TableDefinition table, long digest, SourceSchema schema);
}
