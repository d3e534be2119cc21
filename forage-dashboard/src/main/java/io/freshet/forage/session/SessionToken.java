package io.freshet.forage.session;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that a browser shows to be known again, with a mark that only this installation can
 * make: one that was made up is told without a look at the sessions.
 *
 * @param text 256 random bits in URL-safe base 64, a dot, and the mark of them
 */
public record SessionToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MARK = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int SECRET_LENGTH = 43;

    /**
     * A new one that nobody can guess.
     *
     * @param key what marks are made with
     */
    static SessionToken random(byte[] key) {
        String secret = secret();
        return new SessionToken(secret + '.' + mark(secret, key));
    }

    /** 256 random bits in URL-safe base 64. */
    public static String secret() {
        return encoded(randomBytes());
    }

    /** As many bytes as nobody can guess. */
    static byte[] randomBytes() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Whether it was made with the key. */
    boolean isMarked(byte[] key) {
        if (text.length() != 2 * SECRET_LENGTH + 1 || text.charAt(SECRET_LENGTH) != '.') {
            return false;
        }
        String expected = mark(text.substring(0, SECRET_LENGTH), key);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                text.substring(SECRET_LENGTH + 1).getBytes(StandardCharsets.UTF_8));
    }

    /** What is kept of it: enough to recognise it, not to show it. */
    Buffer hash() {
        return hashOf(text);
    }

    /** What is kept of any secret. */
    public static Buffer hashOf(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String mark(String secret, byte[] key) {
        try {
            Mac mac = Mac.getInstance(MARK);
            mac.init(new SecretKeySpec(key, MARK));
            return encoded(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "SessionToken";
    }
}
