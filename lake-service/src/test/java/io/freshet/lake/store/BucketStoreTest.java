package io.freshet.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.Secret;
import io.freshet.testkit.processes.BucketServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of a server that speaks S3, in a process of its own. */
@Tag("slow")
class BucketStoreTest implements LakeStoreContract {

    @TempDir static Path folder;
    private static BucketServer server;
    private static LakeConfig.Bucket bucket;

    @BeforeAll
    static void startServer() {
        server = BucketServer.start(folder, "lake");
        bucket =
                new LakeConfig.Bucket(
                        "lake",
                        "some/prefix",
                        Optional.of(server.endpoint()),
                        "eu-west-2",
                        Optional.of("key"),
                        new Secret("secret"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    public LakeStore open() {
        return new BucketStore(bucket);
    }

    /** This server looks and then stores, where S3 does both in one: so one after the other. */
    @Override
    public int creators() {
        return 1;
    }

    @Test
    void saysWhichBucketIsNotThere(@TempDir Path files) throws java.io.IOException {
        LakeConfig.Bucket other =
                new LakeConfig.Bucket(
                        "nowhere",
                        "",
                        bucket.endpoint(),
                        bucket.region(),
                        bucket.accessKey(),
                        bucket.secretKey());
        Path file = Files.writeString(files.resolve("file"), "content");

        try (LakeStore store = new BucketStore(other)) {
            assertThatThrownBy(() -> store.put("a", file))
                    .isInstanceOf(LakeStoreException.class)
                    .hasMessageContaining("cannot store a in the lake s3://nowhere at http://127")
                    .hasMessageContaining("bucket");
        }
        assertThat(other.toString()).doesNotContain("secret");
    }
}
