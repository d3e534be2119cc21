package io.freshet.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of several servers is meant, as libpq's {@code target_session_attrs} has it. */
public enum SessionTarget {
    /** The first that answers. */
    ANY,
    /** The first that can be written to. */
    READ_WRITE,
    /** The first that cannot be written to. */
    READ_ONLY,
    /** The first that is no standby. */
    PRIMARY,
    /** The first that is a standby. */
    STANDBY,
    /** The first that is a standby, or else the first that answers. */
    PREFER_STANDBY;

    /** As URLs have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SessionTarget> of(String text) {
        return Arrays.stream(values()).filter(target -> target.text().equals(text)).findFirst();
    }

    /** Whether a server that is this one can be written to. */
    public boolean isWritable() {
        return this == ANY || this == READ_WRITE || this == PRIMARY;
    }

    /**
     * Whether a server is what is meant.
     *
     * @param standby whether it is a standby
     * @param readOnly whether its transactions cannot write
     */
    public boolean fits(boolean standby, boolean readOnly) {
        return switch (this) {
            case ANY -> true;
            case READ_WRITE -> !readOnly;
            case READ_ONLY -> readOnly;
            case PRIMARY -> !standby;
            case STANDBY, PREFER_STANDBY -> standby;
        };
    }
}
