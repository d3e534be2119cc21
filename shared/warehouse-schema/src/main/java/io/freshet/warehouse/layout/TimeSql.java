package io.freshet.warehouse.layout;

/** Instants as expressions of SQL. */
public final class TimeSql {

    private TimeSql() {}

    /**
     * A timestamptz from microseconds since 1970 UTC; null where they are.
     *
     * @param micros an expression of type bigint
     */
    public static String fromMicros(String micros) {
        return "timestamptz 'epoch' + %s * interval '1 microsecond'".formatted(micros);
    }

    /** Seconds since 1970 UTC, bigint, from a timestamptz without fractions of a second. */
    public static String toSeconds(String time) {
        return "extract(epoch from %s)::bigint".formatted(time);
    }

    /**
     * When the bucket begins that holds an instant; null where the instant is.
     *
     * @param minutes how wide buckets are: a divisor of 60
     */
    public static String bucketOf(String time, int minutes) {
        return "date_bin('%d minutes', %s, timestamptz 'epoch')".formatted(minutes, time);
    }
}
