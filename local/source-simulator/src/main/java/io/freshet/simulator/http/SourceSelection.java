package io.freshet.simulator.http;

import io.freshet.runtime.problem.ProblemException;
import io.freshet.simulator.Simulator;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.traffic.SourceControls;
import io.freshet.simulator.traffic.SourceFleet;

/** Finds the sources that a request is about. */
final class SourceSelection {
    private SourceSelection() {}

    static ProblemException switchedOff() {
        return SimulatorProblems.notFound(
                null, "The simulator is off; freshet.simulator.enabled=true switches it on");
    }

    static SourceFleet fleet(Simulator simulator) {
        if (!simulator.isEnabled()) {
            throw switchedOff();
        }
        return simulator
                .fleet()
                .orElseThrow(
                        () ->
                                SimulatorProblems.unavailable(
                                        "The sources are still being created; try again shortly"));
    }

    static SourceControls source(Simulator simulator, String code) {
        CountryCode country;
        try {
            country = CountryCode.parse(code);
        } catch (IllegalArgumentException e) {
            throw SimulatorProblems.badRequest("code", e.getMessage());
        }
        return fleet(simulator)
                .source(country)
                .orElseThrow(
                        () ->
                                SimulatorProblems.notFound(
                                        "code", "There is no source of country " + country));
    }
}
