package io.freshet.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something was declared wrongly. The message is for users: where, which key, what to do. */
public final class DeclarationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DeclarationProblem> problems;

    public DeclarationException(Location location, String key, String message) {
        this(List.of(new DeclarationProblem(location, key, Optional.empty(), message)));
    }

    /**
     * Several things at once.
     *
     * @param problems at least one
     */
    public DeclarationException(List<DeclarationProblem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    /** About all that is declared, or a file that cannot be read. */
    public DeclarationException(String message, Throwable cause) {
        super(message, cause);
        this.problems =
                List.of(new DeclarationProblem(Location.NOWHERE, "", Optional.empty(), message));
    }

    /** About a place in a file that cannot be read on. */
    public DeclarationException(Location location, String message) {
        this(List.of(new DeclarationProblem(location, "", Optional.empty(), message)));
    }

    /** What follows from something that was declared wrongly elsewhere: nothing to be told. */
    private DeclarationException() {
        super("something else is declared wrongly");
        this.problems = List.of();
    }

    /** For what cannot be read before something else is mended, which is told already. */
    public static DeclarationException followingFromAnother() {
        return new DeclarationException();
    }

    /** All that is wrong, as far as it was found; none where it only follows from another. */
    public List<DeclarationProblem> problems() {
        return problems;
    }

    private static String text(List<DeclarationProblem> problems) {
        return problems.size() == 1
                ? problems.get(0).sentence()
                : problems.stream()
                        .map(problem -> "\n  " + problem.sentence())
                        .collect(
                                Collectors.joining(
                                        "", problems.size() + " things are declared wrongly:", ""));
    }
}
