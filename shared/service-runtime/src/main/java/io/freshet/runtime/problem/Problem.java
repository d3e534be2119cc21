package io.freshet.runtime.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An error answer as RFC 9457 describes it: what is wrong, and what to do about it. Never altered.
 *
 * <p>Written by hand because charts are answered by Vert.x routes and before them, where
 * quarkus-resteasy-problem, which is for JAX-RS only, does not reach.
 */
public final class Problem {

    /** The body's media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private record Member(String name, Object value) {}

    private final int status;
    private final String detail;
    private final List<Member> members;

    private Problem(int status, String detail, List<Member> members) {
        this.status = status;
        this.detail = detail;
        this.members = List.copyOf(members);
    }

    /**
     * A problem with a title of its own.
     *
     * @param status the HTTP status
     * @param title what kind of problem it is, in a few words
     * @param detail what is wrong here and what to do
     */
    public static Problem of(int status, String title, String detail) {
        return new Problem(
                status,
                detail,
                List.of(
                        new Member("title", title),
                        new Member("status", status),
                        new Member("detail", detail)));
    }

    /**
     * A problem that says no more than its status does, so that its type is {@code about:blank}.
     *
     * @param status the HTTP status
     * @param phrase the status in words, as RFC 9110 has them
     * @param detail what is wrong here and what to do
     */
    public static Problem blank(int status, String phrase, String detail) {
        List<Member> members = new ArrayList<>();
        members.add(new Member("type", "about:blank"));
        members.addAll(of(status, phrase, detail).members);
        return new Problem(status, detail, members);
    }

    /** The same problem with one more member, behind those that it has. */
    public Problem with(String name, String value) {
        return plus(new Member(name, value));
    }

    /** The same problem with one more member, a list, behind those that it has. */
    public Problem with(String name, List<String> values) {
        return plus(new Member(name, List.copyOf(values)));
    }

    private Problem plus(Member member) {
        List<Member> more = new ArrayList<>(members);
        more.add(member);
        return new Problem(status, detail, more);
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What is wrong and what to do. */
    public String detail() {
        return detail;
    }

    /** The body: JSON in UTF-8. */
    public byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Member member : members) {
                json.writeFieldName(member.name);
                write(json, member.value);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                json.writeString((String) item);
            }
            json.writeEndArray();
        } else {
            json.writeString((String) value);
        }
    }
}
