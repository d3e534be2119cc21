package io.freshet.launcher.check;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** How far the way to a database leads, in the order in which it is gone. */
enum ConnectionStage {
    /** The host's name is looked up. */
    NAME("name"),
    /** The port is reached. */
    TCP("TCP"),
    /** The connection is encrypted, where that is asked for. */
    TLS("TLS"),
    /** The server takes user, password and database. */
    SIGN_IN("sign-in"),
    /** Tables are read. */
    SELECT("SELECT");

    private static final Set<String> SIGN_IN_STATES =
            Set.of("28P01", "28000", "3D000", "53300", "57P03", "08P01");

    private final String word;

    ConnectionStage(String word) {
        this.word = word;
    }

    /**
     * At which one a failure happened.
     *
     * @param failure what was thrown, or has it as its cause
     */
    static ConnectionStage of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return NAME;
            }
            if (cause instanceof SSLException) {
                return TLS;
            }
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof TimeoutException) {
                return TCP;
            }
            if (cause instanceof PgException refusal) {
                return SIGN_IN_STATES.contains(String.valueOf(refusal.getSqlState()))
                        ? SIGN_IN
                        : SELECT;
            }
        }
        return SELECT;
    }

    /**
     * Such as {@code at sign-in (name, TCP, TLS are well)}.
     *
     * @param encrypted whether the connection is to be encrypted
     */
    String told(boolean encrypted) {
        String passed =
                Arrays.stream(values())
                        .filter(stage -> stage.compareTo(this) < 0)
                        .filter(stage -> encrypted || stage != TLS)
                        .map(stage -> stage.word)
                        .collect(Collectors.joining(", "));
        return passed.isEmpty() ? "at " + word : "at %s (well: %s)".formatted(word, passed);
    }
}
