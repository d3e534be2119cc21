package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.report.Distribution;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was found of Freshet or of a peer; what a peer does not do is empty.
 *
 * @param name of the peer and what it does
 * @param freshness from the return of COMMIT to where the peer delivers
 * @param rowsPerSecond of a first load
 * @param answersPerSecond of one chart under full load
 * @param cores that its processes took while freshness was measured
 * @param memory the most that its processes had resident, bytes
 */
record PeerResult(
        String name,
        Distribution freshness,
        OptionalDouble rowsPerSecond,
        OptionalDouble answersPerSecond,
        OptionalDouble cores,
        OptionalLong memory) {

    /** Of a peer that runs within this process, so that its cost cannot be told apart. */
    static PeerResult ofFreshness(String name, Distribution freshness) {
        return new PeerResult(
                name,
                freshness,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());
    }

    PeerResult withAnswersPerSecond(double answers) {
        return new PeerResult(
                name, freshness, rowsPerSecond, OptionalDouble.of(answers), cores, memory);
    }

    PeerResult withRowsPerSecond(double rows, long mostMemory) {
        return new PeerResult(
                name,
                freshness,
                OptionalDouble.of(rows),
                answersPerSecond,
                cores,
                OptionalLong.of(Math.max(mostMemory, memory.orElse(0))));
    }

    PeerResult withCost(double someCores, long mostMemory) {
        return new PeerResult(
                name,
                freshness,
                rowsPerSecond,
                answersPerSecond,
                OptionalDouble.of(someCores),
                OptionalLong.of(mostMemory));
    }
}
