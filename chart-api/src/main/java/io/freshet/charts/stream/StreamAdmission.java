package io.freshet.charts.stream;

/** Whether a stream is opened. */
public enum StreamAdmission {
    /** It is. */
    ADMITTED,
    /** No, as no more are served to anybody. */
    ALL_TAKEN,
    /** No, as its network has as many as one may have. */
    TOO_MANY_OF_ONE
}
