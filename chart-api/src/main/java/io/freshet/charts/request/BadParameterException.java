package io.freshet.charts.request;

/** A query parameter is not one that the chart has, or has a value that it cannot have. */
public final class BadParameterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter its name as it was given
     * @param message what is wrong, in a sentence for people
     */
    public BadParameterException(String parameter, String message) {
        super(message, null, false, false);
        this.parameter = parameter;
    }

    /** The parameter's name as it was given. */
    public String parameter() {
        return parameter;
    }
}
