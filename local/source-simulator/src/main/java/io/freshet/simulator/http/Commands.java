package io.freshet.simulator.http;

import io.freshet.simulator.traffic.Misbehaviour;
import io.freshet.simulator.traffic.SourceControls;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Carries out on some sources what a request's body asks for. */
final class Commands {
    private static final Set<String> SWITCHES =
            new LinkedHashSet<>(
                    List.of("lateCommits", "rollbacks", "updates", "deletes", "garbage"));

    private Commands() {}

    static void rate(SourceControls sources, String body) {
        double rate = CommandBody.parse(body, Set.of("rate")).number("rate");
        checked("rate", () -> sources.rate(rate));
    }

    /** Does not wait for it: the status tells how far it is and what went wrong. */
    static void burst(SourceControls sources, String body) {
        long rows = CommandBody.parse(body, Set.of("rows")).wholeNumber("rows");
        checked("rows", () -> sources.burst(rows).subscribe().with(written -> {}, failure -> {}));
    }

    static Uni<Void> empty(SourceControls sources) {
        return sources.empty()
                .onFailure()
                .transform(
                        failure ->
                                SimulatorProblems.unavailable(
                                        "Not every source could be emptied: "
                                                + failure.getMessage()));
    }

    static void misbehave(SourceControls sources, String body) {
        CommandBody wanted = CommandBody.parse(body, SWITCHES);
        SWITCHES.forEach(name -> checkProbability(wanted, name));
        sources.misbehave(
                present ->
                        new Misbehaviour(
                                wanted.optionalNumber("lateCommits").orElse(present.lateCommits()),
                                wanted.optionalNumber("rollbacks").orElse(present.rollbacks()),
                                wanted.optionalNumber("updates").orElse(present.updates()),
                                wanted.optionalNumber("deletes").orElse(present.deletes()),
                                wanted.optionalNumber("garbage").orElse(present.garbage())));
    }

    private static void checkProbability(CommandBody wanted, String name) {
        double probability = wanted.optionalNumber(name).orElse(0);
        if (probability < 0 || probability > 1) {
            throw SimulatorProblems.badRequest(
                    name,
                    "%s is a probability between 0 and 1, not %s".formatted(name, probability));
        }
    }

    /** Refuses the request where the command finds its parameter wrong. */
    static void checked(String parameter, Runnable command) {
        try {
            command.run();
        } catch (IllegalArgumentException e) {
            throw SimulatorProblems.badRequest(parameter, e.getMessage());
        }
    }
}
