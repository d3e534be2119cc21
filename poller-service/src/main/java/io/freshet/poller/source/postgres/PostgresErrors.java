package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.pipeline.Relation;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceProblem;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Turns what a driver throws into what a person can act on. */
final class PostgresErrors {

    /** What keeps one table from being read: its values, its functions, or its pages. */
    private static final Set<String> OF_TABLE = Set.of("22", "2F", "38", "39", "P0", "XX");

    private static final Set<String> DRIFT = Set.of("42P01", "42703", "42804", "42883", "3F000");
    private static final Set<String> LOGIN = Set.of("28P01", "28000");

    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05");
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");
    private static final String CANCELLED = "57014";
    private static final String LOCKED = "55P03";
    private static final String RIGHTS = "42501";

    /** Where PostgreSQL refuses a statement whose rows a policy would filter. */
    private static final String ROW_SECURITY_ROUTINE = "check_enable_rls";

    private PostgresErrors() {}

    /** Whether a statement was given up because it took too long. */
    static boolean isTooSlow(Throwable error) {
        return error instanceof PgException pg && CANCELLED.equals(pg.getSqlState());
    }

    /** Whether a value holds bytes that cannot be given as text. */
    static boolean isNoText(Throwable error) {
        return error instanceof PgException pg && NO_TEXT.contains(pg.getSqlState());
    }

    /** Whether a right is missing. */
    static boolean isRefused(Throwable error) {
        return error instanceof PgException pg && RIGHTS.equals(pg.getSqlState());
    }

    /** The server is older than what is supported. */
    static SourceProblem tooOld(SourceConfig source, int version) {
        return unreachable(
                "source %s (%s): it is PostgreSQL %d; Freshet reads 12 and later"
                        .formatted(source.name(), source.url(), version / 10_000),
                null);
    }

    /** A table has to be read otherwise from now on. */
    static SourceProblem changed(SourceConfig source, TableDefinition table) {
        return new SourceProblem(
                        SourceState.CATCHING_UP,
                        "source %s (%s): table %s has changed, and is looked at anew"
                                .formatted(source.name(), source.url(), table.relation()),
                        null)
                .ofTable("it has changed, and is looked at anew");
    }

    /** The server does not have yet what was read from another one. */
    static SourceProblem behind(SourceConfig source, ServerPosition here, ServerPosition read) {
        return new SourceProblem(
                SourceState.CATCHING_UP,
                "source %s (%s): waiting for a standby that has replayed up to %s, as %s was read already; resume its replay, or promote it"
                        .formatted(source.name(), source.url(), here.text(), read.text()),
                null);
    }

    /**
     * The role may not read columns of a table.
     *
     * @param columns their names; none for the whole table
     */
    static SourceProblem notGranted(
            SourceConfig source, TableDefinition table, List<String> columns) {
        String names = columns.stream().map(Relation::spelled).collect(Collectors.joining(", "));
        String what = columns.isEmpty() ? "" : columns.size() == 1 ? "column " : "columns ";
        String read =
                "%stable %s"
                        .formatted(
                                what + names + (columns.isEmpty() ? "" : " of "), table.relation());
        return unreachable(
                        "source %s (%s): %s may not read %s; run: grant select%s on %s to %s"
                                .formatted(
                                        source.name(),
                                        source.url(),
                                        source.username(),
                                        read,
                                        columns.isEmpty() ? "" : " (" + names + ")",
                                        table.relation(),
                                        source.username()),
                        null)
                .ofTable("the role that reads it may not read " + read);
    }

    /** Row-level security hides rows from the role. */
    static SourceProblem restricted(SourceConfig source, String what, Throwable cause) {
        return new SourceProblem(
                SourceState.RESTRICTED,
                "source %s (%s): row-level security may hide rows from %s (%s), so nothing is read and nothing is deleted; run: alter role %s bypassrls; or say row-security: filtered where what %s sees is what shall count"
                        .formatted(
                                source.name(),
                                source.url(),
                                source.username(),
                                what,
                                source.username(),
                                source.username()),
                cause);
    }

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
        if (error instanceof SSLException) {
            return unreachable(
                    "%s: %s; check sslmode, sslrootcert and the server's certificate"
                            .formatted(who, error.getMessage()),
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
            String sentence =
                    "%s; pipeline %s needs it: restore it, or change the pipeline definition"
                            .formatted(error.getErrorMessage(), source.pipeline());
            return new SourceProblem(SourceState.DRIFTED, "%s: %s".formatted(who, sentence), error)
                    .ofTable(sentence);
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
        if (RIGHTS.equals(state)) {
            SourceProblem problem =
                    ROW_SECURITY_ROUTINE.equals(error.getRoutine())
                            ? restricted(source, error.getErrorMessage(), error)
                            : unreachable(
                                    "%s: %s; grant SELECT on the table (and USAGE on its schema) to %s"
                                            .formatted(
                                                    who,
                                                    error.getErrorMessage(),
                                                    source.username()),
                                    error);
            return problem.ofTable(error.getErrorMessage());
        }
        if (CANCELLED.equals(state)) {
            return SourceProblem.tooSlow(who + ": a read took too long and was given up", error);
        }
        if (LOCKED.equals(state)) {
            return unreachable(
                    who
                            + ": a table is locked (by ALTER TABLE, VACUUM FULL or the like) and was waited for in vain; end what locks it, or wait for it",
                    error);
        }
        if (ENDED.contains(state)) {
            return unreachable(
                    "%s: %s; connecting again".formatted(who, error.getErrorMessage()), error);
        }
        if ("53300".equals(state)) {
            return unreachable(
                    "%s: %s; raise max_connections, or the limit of role %s or of its database"
                            .formatted(who, error.getErrorMessage(), source.username()),
                    error);
        }
        SourceProblem problem =
                unreachable(
                        "%s: %s (SQL state %s)".formatted(who, error.getErrorMessage(), state),
                        error);
        // What it says may quote values.
        return state != null && OF_TABLE.contains(state.substring(0, 2))
                ? problem.ofTable(
                        "it cannot be read (SQL state %s); the poller's log says why"
                                .formatted(state))
                : problem;
    }

    private static SourceProblem unreachable(String sentence, Throwable cause) {
        return new SourceProblem(SourceState.UNREACHABLE, sentence, cause);
    }
}
