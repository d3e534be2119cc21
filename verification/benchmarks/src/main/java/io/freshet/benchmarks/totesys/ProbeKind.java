package io.freshet.benchmarks.totesys;

/** The kinds of change that are told apart. */
enum ProbeKind {
    /** A new order. */
    INSERT("insert"),
    /** An order is changed, and {@code last_updated} says so. */
    UPDATE("update with last_updated"),
    /** An order is changed, and {@code last_updated} stays. */
    SILENT("silent update"),
    /** An order goes. */
    DELETE("delete");

    private final String words;

    ProbeKind(String words) {
        this.words = words;
    }

    /** As reports call it. */
    String words() {
        return words;
    }
}
