package io.freshet.simulator.http;

import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemException;

/** What the simulator's resources refuse requests with. */
final class SimulatorProblems {

    private SimulatorProblems() {}

    static ProblemException badRequest(String parameter, String detail) {
        return new ProblemException(
                Problem.of(400, "Bad request", detail).with("parameter", parameter));
    }

    static ProblemException notFound(String parameter, String detail) {
        return new ProblemException(
                Problem.of(404, "Not found", detail).with("parameter", parameter));
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(503, "Unavailable", detail));
    }
}
