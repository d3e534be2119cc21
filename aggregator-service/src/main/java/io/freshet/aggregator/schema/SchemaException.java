package io.freshet.aggregator.schema;

import java.sql.SQLException;

/** The warehouse's tables could not be brought into step with the definitions. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String DUPLICATE_TABLE = "42P07";

    SchemaException(SQLException cause) {
        super(cause.getMessage() + advice(cause), cause);
    }

    /**
     * @param message what is the matter, and what to do
     */
    SchemaException(String message) {
        super(message);
    }

    private static String advice(SQLException cause) {
        return DUPLICATE_TABLE.equals(cause.getSQLState())
                ? "; it is not one that Freshet made: move it away, or give Freshet a database of its own"
                : "";
    }
}
