package io.freshet.aggregator.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * The body of an answer to a bad request, as RFC 9457 has it.
 *
 * @param title what kind of problem it is
 * @param status the HTTP status
 * @param detail what to do about it
 * @param parameter the query parameter that it is about
 */
public record Problem(String title, int status, String detail, String parameter) {

    static final String MEDIA_TYPE = "application/problem+json";

    static WebApplicationException badRequest(String parameter, String detail) {
        return exception(Status.BAD_REQUEST, "Bad parameter " + parameter, detail, parameter);
    }

    static WebApplicationException notFound(String parameter, String detail) {
        return exception(Status.NOT_FOUND, "Not found", detail, parameter);
    }

    private static WebApplicationException exception(
            Status status, String title, String detail, String parameter) {
        return new WebApplicationException(
                detail,
                Response.status(status)
                        .type(MEDIA_TYPE)
                        .entity(new Problem(title, status.getStatusCode(), detail, parameter))
                        .build());
    }
}
