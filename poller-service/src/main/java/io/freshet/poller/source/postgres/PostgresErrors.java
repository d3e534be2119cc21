package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Turns what a driver throws into what a person can act on. */
final class PostgresErrors {

    private static final Set<String> DRIFT = Set.of("42P01", "42703", "42804", "42883", "3F000");
    private static final Set<String> LOGIN = Set.of("28P01", "28000");

    private PostgresErrors() {}

    static SourceProblem explain(SourceConfig source, Throwable error) {
        if (error instanceof SourceProblem problem) {
            return problem;
        }
        String who = "source %s (%s)".formatted(source.name(), source.url());
        if (error instanceof PgException pg) {
            return explain(source, who, pg);
        }
        if (error instanceof UnknownHostException) {
            return unreachable(who + ": there is no host of that name; check sources.url", error);
        }
        if (error instanceof ConnectException) {
            return unreachable(
                    who + ": nothing answers there; start the database or check sources.url",
                    error);
        }
        if (error instanceof TimeoutException) {
            return unreachable(
                    who + ": no answer in time; it hangs, is overloaded or the network is cut",
                    error);
        }
        return unreachable(who + ": " + error.getMessage(), error);
    }

    private static SourceProblem explain(SourceConfig source, String who, PgException error) {
        String state = error.getSqlState();
        if (DRIFT.contains(state)) {
            return new SourceProblem(
                    SourceState.DRIFTED,
                    "%s: %s; pipeline %s needs it: restore it, or change the pipeline definition"
                            .formatted(who, error.getErrorMessage(), source.pipeline()),
                    error);
        }
        if (LOGIN.contains(state)) {
            return unreachable(
                    "%s: %s; check username and password".formatted(who, error.getErrorMessage()),
                    error);
        }
        if ("3D000".equals(state)) {
            return unreachable(
                    "%s: %s; check sources.url".formatted(who, error.getErrorMessage()), error);
        }
        if ("42501".equals(state)) {
            return unreachable(
                    "%s: %s; grant SELECT on the table (and USAGE on its schema) to %s"
                            .formatted(who, error.getErrorMessage(), source.username()),
                    error);
        }
        if ("57014".equals(state)) {
            return unreachable(
                    who + ": a read took too long or waits for a lock and was given up", error);
        }
        return unreachable(
                "%s: %s (SQL state %s)".formatted(who, error.getErrorMessage(), state), error);
    }

    private static SourceProblem unreachable(String sentence, Throwable cause) {
        return new SourceProblem(SourceState.UNREACHABLE, sentence, cause);
    }
}
