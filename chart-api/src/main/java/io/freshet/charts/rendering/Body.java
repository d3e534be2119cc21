package io.freshet.charts.rendering;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** An answer's content, ready to be sent. Never altered. */
public final class Body {

    private static final int ETAG_BYTES = 12;

    private final Buffer content;
    private final String length;
    private final String etag;

    /**
     * @param bytes JSON in UTF-8
     */
    public Body(byte[] bytes) {
        byte[] digest = Arrays.copyOf(sha256().digest(bytes), ETAG_BYTES);
        this.content = Buffer.buffer(bytes);
        this.length = Integer.toString(bytes.length);
        this.etag = '"' + Base64.getUrlEncoder().encodeToString(digest) + '"';
    }

    /** JSON in UTF-8; shared by all who send it, not to be altered. */
    public Buffer content() {
        return content;
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
