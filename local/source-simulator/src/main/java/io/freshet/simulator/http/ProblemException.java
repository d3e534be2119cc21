package io.freshet.simulator.http;

/** Ends a request with a problem body. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static ProblemException badRequest(String parameter, String detail) {
        return new ProblemException(new Problem("Bad request", 400, detail, parameter));
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(new Problem("Forbidden", 403, detail, null));
    }

    static ProblemException notFound(String parameter, String detail) {
        return new ProblemException(new Problem("Not found", 404, detail, parameter));
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(new Problem("Unavailable", 503, detail, null));
    }

    Problem problem() {
        return problem;
    }
}
