package io.freshet.poller.document;

import io.freshet.configuration.LakeConfig;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.runtime.bucket.BucketAccess;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The JSON objects of a bucket right below a prefix, by the API of S3. */
final class BucketPlace implements Place {

    private final LakeConfig.Bucket bucket;
    private final String prefix;
    private final Clock clock;
    private final S3Client client;

    BucketPlace(LakeConfig.Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.prefix = bucket.prefix().isEmpty() ? "" : bucket.prefix() + "/";
        this.clock = clock;
        this.client =
                BucketAccess.client(
                        bucket,
                        new BucketAccess.Limits(
                                PollerLimits.PLACE_CONNECT,
                                PollerLimits.PLACE_ANSWER,
                                PollerLimits.PLACE_ANSWER));
    }

    @Override
    public List<FoundDocument> list(Set<String> accepted) throws PlaceException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<FoundDocument> found = new ArrayList<>();
        try {
            for (S3Object object :
                    client.listObjectsV2Paginator(
                                    request ->
                                            request.bucket(bucket.name())
                                                    .prefix(prefix)
                                                    .delimiter("/"))
                            .contents()) {
                String name = object.key().substring(prefix.length());
                if (DocumentNames.isOne(name)) {
                    found.add(new FoundDocument(name, today, object.eTag()));
                }
            }
        } catch (SdkException e) {
            throw failure("listed", e);
        }
        found.sort(Comparator.comparing(FoundDocument::name));
        return found;
    }

    @Override
    public byte[] fetch(FoundDocument document) throws PlaceException {
        try (ResponseInputStream<GetObjectResponse> content =
                client.getObject(
                        request -> request.bucket(bucket.name()).key(prefix + document.name()))) {
            byte[] bytes = content.readNBytes((int) PollerLimits.FILE_BYTES + 1);
            content.abort();
            return bytes;
        } catch (SdkException | IOException e) {
            throw failure("read", e);
        }
    }

    private PlaceException failure(String what, Exception e) {
        return new PlaceException(
                "%s cannot be %s: %s; check that it can be reached, and the rights of its keys"
                        .formatted(bucket, what, e.getMessage()),
                e);
    }

    @Override
    public String location() {
        return bucket.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
