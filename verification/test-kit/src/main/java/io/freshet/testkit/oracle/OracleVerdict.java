package io.freshet.testkit.oracle;

import java.time.Duration;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param after how long it took from the call until a look found all exact, or the limit; what SQL
 *     over the sources takes is part of it
 * @param lost rows or effects of rows that are missing
 * @param doubled rows or effects of rows that are too many; never set off against those lost
 * @param rows rows that the sources hold
 * @param differences a sentence for each thing that is not as SQL says; empty where all is exact
 */
public record OracleVerdict(
        Duration after, long lost, long doubled, long rows, List<String> differences) {

    /** Whether nothing differs. */
    public boolean exact() {
        return differences.isEmpty();
    }

    /** The differences as lines; empty where there are none. */
    public String explanation() {
        return String.join("\n", differences);
    }
}
