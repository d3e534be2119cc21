package io.freshet.testkit.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A server that speaks S3, in a process of its own. Its program (S3Mock) must be on the class path
 * of whoever starts it.
 */
public final class BucketServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final String PROGRAM = "org.springframework.boot.loader.launch.JarLauncher";

    private final ChildProcess process;
    private final String endpoint;

    private BucketServer(ChildProcess process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts one; blocks until it answers.
     *
     * @param folder where it keeps objects
     * @param bucket a bucket that is there from the start
     */
    public static BucketServer start(Path folder, String bucket) {
        WebPort http = WebPort.free();
        ChildProcess process =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of(
                                        "-jar",
                                        program(),
                                        "--com.adobe.testing.s3mock.httpPort=" + http.number(),
                                        "--server.port=" + WebPort.free().number(),
                                        "--com.adobe.testing.s3mock.store.root=" + folder,
                                        "--com.adobe.testing.s3mock.store.initialBuckets="
                                                + bucket)));
        process.awaitLine(Pattern.compile("Started S3MockApplication"), START);
        return new BucketServer(process, "http://127.0.0.1:" + http.number());
    }

    private static String program() {
        try {
            return Class.forName(PROGRAM)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("com.adobe.testing:s3mock is no dependency here", e);
        }
    }

    /** Its URL. */
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.close();
    }
}
