package io.freshet.aggregator.warehouse;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The warehouse did not do what it was asked for. */
public final class WarehouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    public enum Kind {
        /** The data are to blame: the same statement will fail again. */
        DATA,
        /** A row that was taken to be new is held already: compare first. */
        HELD,
        /** Tables are not as they were made: prepare the warehouse anew, then try again. */
        SCHEMA,
        /** Anything else: try again. */
        PASSING
    }

    /** Class of conditions: a limit of the program is exceeded, such as how large a row may be. */
    private static final String LIMIT_EXCEEDED = "54";

    private final Kind kind;
    private final boolean tooLarge;

    public WarehouseException(String message) {
        super(message);
        this.kind = Kind.PASSING;
        this.tooLarge = false;
    }

    private WarehouseException(Throwable cause, Kind kind, boolean tooLarge) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        this.kind = kind;
        this.tooLarge = tooLarge;
    }

    /** What can be done about it. */
    public Kind kind() {
        return kind;
    }

    /** Whether what it refuses is too large as a whole, so that no one value is to blame. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /**
     * Waits for an answer; not for event loops.
     *
     * @throws WarehouseException if there is none in time, or it is a failure
     */
    public static <T> T await(Future<T> future, Duration timeout) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw of(e.getCause());
        } catch (TimeoutException e) {
            throw new WarehouseException(
                    "the warehouse gave no answer within %d s".formatted(timeout.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseException("stopped while waiting for the warehouse");
        }
    }

    public static WarehouseException of(Throwable cause) {
        String state =
                cause instanceof PgException refusal && refusal.getSqlState() != null
                        ? refusal.getSqlState()
                        : "";
        return new WarehouseException(
                cause,
                isMistake(cause) ? Kind.DATA : kindOf(state),
                state.startsWith(LIMIT_EXCEEDED));
    }

    /** A mistake of ours that some data bring to light: trying again will not help. */
    private static boolean isMistake(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof IllegalArgumentException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ArithmeticException
                || cause instanceof ClassCastException;
    }

    private static Kind kindOf(String sqlState) {
        // A source that is gone from the registry: another warehouse than the one remembered.
        if (sqlState.equals("23503")) {
            return Kind.SCHEMA;
        }
        if (sqlState.equals("23505")) {
            return Kind.HELD;
        }
        return switch (sqlState.isEmpty() ? "" : sqlState.substring(0, 2)) {
            case "22", "23", "54", "21" -> Kind.DATA;
            case "42", "3F" -> sqlState.equals("42501") ? Kind.PASSING : Kind.SCHEMA;
            default -> Kind.PASSING;
        };
    }
}
