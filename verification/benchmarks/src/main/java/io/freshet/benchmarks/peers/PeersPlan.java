package io.freshet.benchmarks.peers;

import java.time.Duration;
import java.util.List;

/**
 * What all peers are measured with.
 *
 * @param databases how many source databases
 * @param commits single-row commits per second over all of them
 * @param warmUp how long rows are written before any is measured
 * @param measured how long rows are measured
 * @param rows how many rows a first load has
 * @param servedRows how many rows the charts of the query-per-request server are made of
 * @param javaOptions what every measured Java process gets, Freshet and Debezium Server alike
 */
record PeersPlan(
        int databases,
        double commits,
        Duration warmUp,
        Duration measured,
        long rows,
        long servedRows,
        List<String> javaOptions) {}
