package io.freshet.faultinjection.soak;

import io.freshet.faultinjection.faults.Fault;
import io.freshet.faultinjection.system.Installation;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Rounds of faults, each of which comes as often as any other. Not thread-safe. */
final class Rounds {

    private static final int LONGEST_CALM_MILLIS = 6_000;

    private final Installation system;
    private final Load load;
    private final Random random;
    private final int longestFaultMillis;
    private final List<Fault> deck = new ArrayList<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    /**
     * @param random chooses faults and pauses
     */
    Rounds(Installation system, Load load, Random random, Duration longestFault) {
        this.system = system;
        this.load = load;
        this.random = random;
        this.longestFaultMillis = (int) longestFault.toMillis();
    }

    /**
     * Writers work while things break; once in three times they rest before the last is mended. All
     * is mended and at rest afterwards.
     */
    List<Fault> next() throws SQLException, InterruptedException, IOException {
        List<Fault> round = new ArrayList<>();
        load.start();
        int strikes = 1 + random.nextInt(4);
        boolean silence = random.nextInt(3) == 0;
        for (int i = 1; i <= strikes; i++) {
            if (deck.isEmpty()) {
                deck.addAll(
                        Stream.of(Fault.values())
                                .filter(fault -> fault.isPossible(system))
                                .toList());
                Collections.shuffle(deck, random);
            }
            Fault fault = deck.remove(deck.size() - 1);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_CALM_MILLIS));
            Fault.Mending mending = fault.strike(system, random);
            fault.last(Duration.ofMillis(random.nextInt(longestFaultMillis)));
            if (i == strikes && silence) {
                load.rest();
            }
            mending.mend();
            struck.merge(fault, 1, Integer::sum);
            round.add(fault);
        }
        load.rest();
        return round;
    }

    /** How often each befell it. */
    Map<Fault, Integer> struck() {
        return struck;
    }
}
