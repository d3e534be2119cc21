package io.freshet.lake.commit;

/** Lets one call of a run fail: the nth, before or after it has done what it does. */
final class FaultPoints {

    /** A process that ends here. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super(where);
        }
    }

    private final String name;
    private long left;
    private String struck = "";

    /**
     * @param which counts from 1; 0 for none
     */
    FaultPoints(long which) {
        this(which, "");
    }

    private FaultPoints(long which, String name) {
        this.left = which;
        this.name = name;
    }

    /** The call that is called so. */
    static FaultPoints at(String name) {
        return new FaultPoints(0, name);
    }

    void pass(String where) {
        left--;
        if (left == 0 || where.equals(name)) {
            struck = where;
            throw new Killed(where);
        }
    }

    /** Where it struck; empty where the run had fewer calls. */
    String struck() {
        return struck;
    }
}
