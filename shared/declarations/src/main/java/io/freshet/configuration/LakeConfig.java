package io.freshet.configuration;

import java.nio.file.Path;
import java.util.Optional;

/** Where the lake lies. */
public sealed interface LakeConfig {

    /**
     * In a folder of this machine.
     *
     * @param path the folder
     */
    record Folder(Path path) implements LakeConfig {}

    /**
     * In two places.
     *
     * @param main has everything but the warehouse's own tables
     * @param processed has those
     */
    record TwoPlaces(LakeConfig main, LakeConfig processed) implements LakeConfig {}

    /**
     * In a bucket, which is spoken to as S3 is.
     *
     * @param name the bucket
     * @param prefix what the names of all objects begin with, without a slash at its end; may be
     *     empty
     * @param endpoint the server's URL; empty for that of AWS
     * @param region the region, which servers other than AWS do not care about
     * @param accessKey the key's id; empty to take keys from where the AWS SDK looks for them
     * @param secretKey the key; {@link Secret#NONE} without an id
     */
    record Bucket(
            String name,
            String prefix,
            Optional<String> endpoint,
            String region,
            Optional<String> accessKey,
            Secret secretKey)
            implements LakeConfig {

        @Override
        public String toString() {
            return "s3://%s%s%s"
                    .formatted(
                            name,
                            prefix.isEmpty() ? "" : "/" + prefix,
                            endpoint.map(" at "::concat).orElse(""));
        }
    }
}
