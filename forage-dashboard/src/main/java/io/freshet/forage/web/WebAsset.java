package io.freshet.forage.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
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
        try (GZIPOutputStream gzip =
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
