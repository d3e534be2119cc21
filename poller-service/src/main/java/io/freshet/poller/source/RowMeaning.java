package io.freshet.poller.source;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands for what the rows of a table mean: how its definition has them read and cleaned, and what
 * is configured of their source. It seeds their digests, so that a change of meaning is a
 * difference like any other, and rows are read and grouped again.
 */
public final class RowMeaning {

    private RowMeaning() {}

    /**
     * The meaning of a table's rows.
     *
     * @param attributes what the configuration says of the source
     * @return the same in every process for the same definition and attributes
     */
    public static long of(
            PipelineDefinition pipeline, TableDefinition table, Map<String, String> attributes) {
        String text =
                "%s\n%s\n%s"
                        .formatted(
                                table.canonical(pipeline.groupColumns(table.name())),
                                table.time().orElse(""),
                                new TreeMap<>(attributes));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
