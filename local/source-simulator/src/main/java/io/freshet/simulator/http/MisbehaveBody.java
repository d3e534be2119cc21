package io.freshet.simulator.http;

/**
 * What {@code misbehave} takes; for the API's description. Each is a probability per submission, 0
 * to 1, or absent.
 *
 * @param lateCommits see {@link io.freshet.simulator.traffic.Misbehaviour}
 * @param rollbacks likewise
 * @param updates likewise
 * @param deletes likewise
 * @param garbage likewise
 */
record MisbehaveBody(
        Double lateCommits, Double rollbacks, Double updates, Double deletes, Double garbage) {}
