package io.freshet.charts.rendering;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** An answer's content, ready to be sent. Never altered. */
public final class Body {

    private static final int ETAG_BYTES = 12;

    private final byte[] bytes;
    private final String etag;

    /**
     * @param bytes JSON in UTF-8; not to be altered from now on
     */
    public Body(byte[] bytes) {
        byte[] digest = Arrays.copyOf(sha256().digest(bytes), ETAG_BYTES);
        this.bytes = bytes;
        this.etag = '"' + Base64.getUrlEncoder().encodeToString(digest) + '"';
    }

    /** JSON in UTF-8; not to be altered. */
    public byte[] bytes() {
        return bytes;
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
