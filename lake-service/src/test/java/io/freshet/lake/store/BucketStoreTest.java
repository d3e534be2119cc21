package io.freshet.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.Secret;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.WebPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of a server that speaks S3, in a process of its own. */
@Tag("slow")
class BucketStoreTest implements LakeStoreContract {

    private static final Duration START = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static ChildProcess server;
    private static LakeConfig.Bucket bucket;

    @BeforeAll
    static void startServer() throws ReflectiveOperationException {
        WebPort http = WebPort.free();
        WebPort https = WebPort.free();
        bucket =
                new LakeConfig.Bucket(
                        "lake",
                        "some/prefix",
                        Optional.of("http://127.0.0.1:" + http.number()),
                        "eu-west-2",
                        Optional.of("key"),
                        new Secret("secret"));
        Path program =
                Path.of(
                        Class.forName("org.springframework.boot.loader.launch.JarLauncher")
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        server =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of(
                                        "-jar",
                                        program.toString(),
                                        "--com.adobe.testing.s3mock.httpPort=" + http.number(),
                                        "--server.port=" + https.number(),
                                        "--com.adobe.testing.s3mock.store.root=" + folder,
                                        "--com.adobe.testing.s3mock.store.initialBuckets=lake")));
        server.awaitLine(Pattern.compile("Started S3MockApplication"), START);
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
