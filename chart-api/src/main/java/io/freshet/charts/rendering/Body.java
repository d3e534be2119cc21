package io.freshet.charts.rendering;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** An answer's content, ready to be sent. Never altered. */
public final class Body {

    private static final int ETAG_BYTES = 12;

    private final byte[] bytes;
    private final String length;
    private final String etag;

    /**
     * @param bytes JSON in UTF-8; not to be altered any more
     */
    public Body(byte[] bytes) {
        byte[] digest = Arrays.copyOf(sha256().digest(bytes), ETAG_BYTES);
        this.bytes = bytes;
        this.length = Integer.toString(bytes.length);
        this.etag = '"' + Base64.getUrlEncoder().encodeToString(digest) + '"';
    }

    /** A copy of the content: JSON in UTF-8. */
    public Buffer content() {
        return Buffer.buffer(bytes);
    }

    /** Appends the content. */
    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(bytes);
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** How many bytes it has, as a header says it. */
    public String length() {
        return length;
    }

    /** A strong entity tag made of the bytes, with its quotes. */
    public String etag() {
        return etag;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
