package io.freshet.benchmarks.serving;

import java.io.IOException;
import java.util.List;

/** Puts a server on 127.0.0.1 under as much load as its connections can carry. */
public interface LoadGenerator {

    /**
     * One question.
     *
     * @param path with its query
     * @param tag the entity tag to ask with, so that 304 is the answer; empty for 200
     */
    record Question(String path, String tag) {}

    /** The best that this machine has. */
    static LoadGenerator choose() {
        return Wrk.find().orElseGet(OwnGenerator::new);
    }

    /** What it is, for reports. */
    String name();

    /** Asks the questions in turn, each connection on its own; blocks. */
    LoadResult run(int port, List<Question> questions, int connections, int seconds)
            throws IOException, InterruptedException;
}
