package io.freshet.simulator.traffic;

/**
 * How often a source does what well-behaved ones do not, each as a probability per submission, 0 to
 * 1. With any of them above 0 every submission is a transaction of its own.
 *
 * @param lateCommits the submission's transaction stays open for 0.2 to 3 s while others commit
 * @param rollbacks the submission is rolled back, so that its id never comes
 * @param updates an older row gets other answers besides
 * @param deletes an older row is deleted besides
 * @param garbage one of the submission's answers is spoiled
 */
public record Misbehaviour(
        double lateCommits, double rollbacks, double updates, double deletes, double garbage) {

    /** All of them off. */
    public static final Misbehaviour NONE = new Misbehaviour(0, 0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException when one of them is not between 0 and 1
     */
    public Misbehaviour {
        check("lateCommits", lateCommits);
        check("rollbacks", rollbacks);
        check("updates", updates);
        check("deletes", deletes);
        check("garbage", garbage);
    }

    boolean any() {
        return lateCommits + rollbacks + updates + deletes + garbage > 0;
    }

    private static void check(String name, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "%s is a probability between 0 and 1, not %s".formatted(name, probability));
        }
    }
}
