package io.freshet.faultinjection.soak;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is asked of a soak.
 *
 * @param length how long faults and moves go on
 * @param seed what chooses them
 * @param longestFault how long a fault lasts at the most
 * @param history seed of a single history to repeat instead
 */
record SoakOptions(Duration length, long seed, Duration longestFault, OptionalLong history) {

    static final String USAGE =
            """
            Usage: ./freshet soak [--minutes N] [--seed S] [--longest-fault SECONDS]
                                                random writers and faults; 10 minutes, 5 seconds
                   ./freshet soak --history S   one history, as the tests make them
            """;

    /**
     * @throws IllegalArgumentException with what is wrong
     */
    static SoakOptions parse(List<String> arguments) {
        Duration length = Duration.ofMinutes(10);
        long seed = System.nanoTime() & 0xffffff;
        Duration longestFault = Duration.ofSeconds(5);
        OptionalLong history = OptionalLong.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a number");
            }
            long number = number(name, arguments.get(i + 1));
            switch (name) {
                case "--minutes" -> length = Duration.ofMinutes(Math.max(1, number));
                case "--seed" -> seed = number;
                case "--longest-fault" -> longestFault = Duration.ofSeconds(Math.max(1, number));
                case "--history" -> history = OptionalLong.of(number);
                default -> throw new IllegalArgumentException(name + ": no such option");
            }
        }
        return new SoakOptions(length, seed, longestFault, history);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a whole number, not " + text, e);
        }
    }
}
