package io.freshet.lake.store;

import io.freshet.configuration.LakeConfig;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.runtime.bucket.BucketAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of a bucket, by the API of S3. Creating an object if there is none is one conditional
 * request ({@code If-None-Match: *}); where the server does not know that it is a question and a
 * request, which is enough as long as one process archives a source, see {@code docs/lake.md}.
 */
public final class BucketStore implements LakeStore {

    private static final int TAKEN = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final LakeConfig.Bucket bucket;
    private final S3Client client;

    /**
     * @param bucket where it is, and how to reach it
     */
    public BucketStore(LakeConfig.Bucket bucket) {
        this.bucket = bucket;
        this.client =
                BucketAccess.client(
                        bucket,
                        new BucketAccess.Limits(
                                LakeLimits.STORE_CONNECT,
                                LakeLimits.STORE_ATTEMPT,
                                LakeLimits.STORE_CALL));
    }

    @Override
    public boolean createIfAbsent(String name, byte[] content) {
        return attempt(
                "store",
                name,
                () -> {
                    try {
                        create(name, content, true);
                        return true;
                    } catch (S3Exception e) {
                        if (e.statusCode() == TAKEN || e.statusCode() == CONFLICT) {
                            return false;
                        }
                        if (e.statusCode() != NOT_IMPLEMENTED) {
                            throw e;
                        }
                    }
                    if (exists(name)) {
                        return false;
                    }
                    create(name, content, false);
                    return true;
                });
    }

    private void create(String name, byte[] content, boolean ifAbsent) {
        client.putObject(
                request -> {
                    request.bucket(bucket.name()).key(key(name));
                    if (ifAbsent) {
                        request.ifNoneMatch("*");
                    }
                },
                RequestBody.fromBytes(content));
    }

    @Override
    public void put(String name, byte[] content) {
        attempt(
                "store",
                name,
                () -> {
                    create(name, content, false);
                    return null;
                });
    }

    @Override
    public void put(String name, Path file) {
        attempt(
                "store",
                name,
                () ->
                        client.putObject(
                                request -> request.bucket(bucket.name()).key(key(name)),
                                RequestBody.fromFile(file)));
    }

    @Override
    public Optional<byte[]> read(String name) {
        return attempt(
                "read",
                name,
                () -> {
                    try {
                        return Optional.of(
                                client.getObjectAsBytes(
                                                request ->
                                                        request.bucket(bucket.name())
                                                                .key(key(name)))
                                        .asByteArray());
                    } catch (NoSuchKeyException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public boolean exists(String name) {
        return attempt(
                "look for",
                name,
                () -> {
                    try {
                        client.headObject(request -> request.bucket(bucket.name()).key(key(name)));
                        return true;
                    } catch (NoSuchKeyException e) {
                        return false;
                    }
                });
    }

    @Override
    public void fetch(String name, Path file) {
        // Beside it, as what breaks off half-way is tried again.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        attempt(
                "read",
                name,
                () -> {
                    try {
                        Files.deleteIfExists(part);
                        client.getObject(
                                request -> request.bucket(bucket.name()).key(key(name)),
                                ResponseTransformer.toFile(part));
                        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                    } catch (IOException e) {
                        throw new LakeStoreException("cannot write " + file + ": " + e, e);
                    }
                });
    }

    @Override
    public void delete(String name) {
        attempt(
                "delete",
                name,
                () -> client.deleteObject(request -> request.bucket(bucket.name()).key(key(name))));
    }

    @Override
    public String location() {
        return bucket.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(String name) {
        return bucket.prefix().isEmpty() ? name : bucket.prefix() + "/" + name;
    }

    private <T> T attempt(String what, String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw new LakeStoreException(
                    "cannot %s %s in the lake %s: %s; check that it can be reached, and the rights of its keys"
                            .formatted(what, name, bucket, e.getMessage()),
                    e);
        }
    }
}
