package io.freshet.forage.problem;

import jakarta.ws.rs.core.Response.Status;

/**
 * A request that is answered with a problem body (RFC 9457) instead of what it asked for. The
 * detail is shown to the user: it says what is wrong and what to do.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterSeconds;

    private Refused(int status, String detail, long retryAfterSeconds, Throwable cause) {
        super(detail, cause, false, cause != null);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The request itself is wrong. */
    public static Refused badRequest(String detail) {
        return of(Status.BAD_REQUEST, detail);
    }

    /** The request is refused with that status. */
    public static Refused of(Status status, String detail) {
        return new Refused(status.getStatusCode(), detail, 0, null);
    }

    /** Too many attempts; another one is answered after that many seconds. */
    public static Refused tooMany(String detail, long retryAfterSeconds) {
        return new Refused(
                Status.TOO_MANY_REQUESTS.getStatusCode(), detail, retryAfterSeconds, null);
    }

    /** Something that the answer needs is away for now. */
    public static Refused unavailable(String detail, Throwable cause) {
        return new Refused(Status.SERVICE_UNAVAILABLE.getStatusCode(), detail, 5, cause);
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** After how many seconds to try again; 0 where trying again does not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
