package io.freshet.simulator.traffic;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Says what a driver's failure means for a source. */
final class SourceFailure {
    private static final String NO_DATABASE = "3D000";
    private static final String NO_TABLE = "42P01";
    private static final String TOO_BIG = "54000";
    private static final Set<String> NOT_LET_IN = Set.of("28P01", "28000");

    private SourceFailure() {}

    /** Whether the database or its table is not there. */
    static boolean isAbsence(Throwable failure) {
        String state = state(failure);
        return state.equals(NO_DATABASE) || state.equals(NO_TABLE);
    }

    static String explain(String database, Throwable failure) {
        return "Database \"%s\": %s%s".formatted(database, message(failure), remedy(failure));
    }

    private static String message(Throwable failure) {
        if (failure instanceof PgException e) {
            return e.getErrorMessage() + " (" + e.getSqlState() + ")";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String remedy(Throwable failure) {
        String state = state(failure);
        if (isAbsence(failure)) {
            return "; start the source again to have it created";
        }
        if (NOT_LET_IN.contains(state)) {
            return "; check freshet.simulator.server.username and password";
        }
        if (state.equals(TOO_BIG)) {
            return "; a row must fit into a page of 8 kB";
        }
        return "; it is tried again";
    }

    private static String state(Throwable failure) {
        return failure instanceof PgException e && e.getSqlState() != null ? e.getSqlState() : "";
    }
}
