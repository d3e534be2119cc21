package io.freshet.launcher.init.described;

import io.freshet.pipeline.Relation;

/**
 * What a table is called in its database, exactly.
 *
 * @param schema its schema
 * @param table its name there
 */
public record QualifiedName(String schema, String table) {

    /** As people write it in SQL: quotes only where they are needed, no schema for public. */
    @Override
    public String toString() {
        return schema.equals(Relation.DEFAULT_SCHEMA)
                ? Relation.spelled(table)
                : new Relation(schema, table).toString();
    }

    /** In quotes, for a statement. */
    public String sql() {
        return new Relation(schema, table).sql();
    }
}
