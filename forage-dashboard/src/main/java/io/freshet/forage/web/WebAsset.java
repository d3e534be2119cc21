package io.freshet.forage.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the browser's part, ready to be sent.
 *
 * @param contentType its media type
 * @param plain its bytes
 * @param gzipped the same, compressed
 */
record WebAsset(String contentType, Buffer plain, Buffer gzipped) {

    /** Compresses it. */
    static WebAsset of(String contentType, byte[] bytes) {
        return new WebAsset(contentType, Buffer.buffer(bytes), Buffer.buffer(gzip(bytes)));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // the best compression saves 3 % and takes ten times as long, at each start
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
