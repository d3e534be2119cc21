package io.freshet.runtime.bucket;

import io.freshet.configuration.LakeConfig;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How the services reach buckets, by the API of S3. */
public final class BucketAccess {

    private BucketAccess() {}

    /**
     * How long things may take.
     *
     * @param connect to connect
     * @param attempt one try of a call
     * @param call a call with all its tries
     */
    public record Limits(Duration connect, Duration attempt, Duration call) {}

    /**
     * A client for threads that may be blocked; it connects when it is first used. To be closed.
     *
     * @param bucket where it is; without keys of its own, those that the AWS SDK finds are taken
     */
    public static S3Client client(LakeConfig.Bucket bucket, Limits limits) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(bucket.region()))
                        .credentialsProvider(credentials(bucket))
                        // Checksums that only newer servers know are left out where they may be.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClient(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(limits.connect())
                                        .socketTimeout(limits.attempt())
                                        .build())
                        .overrideConfiguration(
                                settings ->
                                        settings.apiCallTimeout(limits.call())
                                                .apiCallAttemptTimeout(limits.attempt()));
        bucket.endpoint()
                .map(URI::create)
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(LakeConfig.Bucket bucket) {
        // Read anew for each request, as a key in a file may be changed.
        return bucket.accessKey()
                .<AwsCredentialsProvider>map(
                        key -> () -> AwsBasicCredentials.create(key, bucket.secretKey().value()))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
