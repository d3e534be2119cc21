package io.freshet.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gathers what is declared wrongly while reading goes on, so that all of it is told at once. What
 * only follows from something that is told already is left out. Not thread-safe.
 */
public final class DeclarationProblems {

    private final List<DeclarationProblem> found = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();

    /** Whether nothing was found yet. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Takes in all that an exception tells. */
    public void add(DeclarationException problems) {
        problems.problems().forEach(this::add);
    }

    /** Takes in one. */
    public void add(DeclarationProblem problem) {
        if (!isTold(problem) && !mentionsBroken(problem)) {
            found.add(problem);
        }
    }

    /** What has this name could not be read, so that whoever refers to it cannot be judged. */
    void broken(String name) {
        broken.add(name);
    }

    /**
     * What a reading gives; for what depends on something broken it may give nothing.
     *
     * @throws DeclarationException with all that was found until its end
     */
    public <T> T complete(Supplier<T> reading) {
        T result;
        try {
            result = reading.get();
        } catch (DeclarationException e) {
            add(e);
            if (found.isEmpty()) {
                throw e;
            }
            result = null;
        }
        if (!found.isEmpty()) {
            throw all();
        }
        return result;
    }

    /** All that was found, in one; something must have been. */
    public DeclarationException all() {
        return new DeclarationException(inOrder());
    }

    /** File by file as they were read, in the order of lines. */
    private List<DeclarationProblem> inOrder() {
        Set<String> origins = new LinkedHashSet<>();
        found.forEach(problem -> origins.add(problem.location().origin()));
        List<String> order = List.copyOf(origins);
        return found.stream()
                .sorted(
                        Comparator.<DeclarationProblem>comparingInt(
                                        problem -> order.indexOf(problem.location().origin()))
                                .thenComparingInt(problem -> problem.location().line())
                                .thenComparingInt(problem -> problem.location().column()))
                .toList();
    }

    /** The same place, or a section of which a part is told already. */
    private boolean isTold(DeclarationProblem problem) {
        return found.stream()
                .filter(told -> told.location().origin().equals(problem.location().origin()))
                .anyMatch(
                        told ->
                                told.equals(problem)
                                        || (!problem.key().isEmpty()
                                                && (told.key().startsWith(problem.key() + ".")
                                                        || told.key()
                                                                .startsWith(problem.key() + "[")))
                                        || (isUnreadValue(told)
                                                && told.location().equals(problem.location())));
    }

    /** A value that could not be told from the file: whatever is wrong with it is wrong. */
    private static boolean isUnreadValue(DeclarationProblem problem) {
        return problem.key().startsWith("${") || problem.key().equals("value");
    }

    private boolean mentionsBroken(DeclarationProblem problem) {
        return problem.value()
                .filter(
                        text ->
                                broken.stream()
                                        .anyMatch(
                                                name ->
                                                        Pattern.compile(
                                                                        "(?<![\\w-])"
                                                                                + Pattern.quote(
                                                                                        name)
                                                                                + "(?![\\w-])")
                                                                .matcher(text)
                                                                .find()))
                .isPresent();
    }
}
