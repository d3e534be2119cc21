package io.freshet.launcher.init.propose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart of a proposed definition. */
public sealed interface ProposedChart {

    /** Its name. */
    String name();

    /** What it shows, as a sentence. */
    String description();

    /** The table whose rows it is about. */
    String table();

    /**
     * Figures, perhaps broken down by something.
     *
     * @param by what by
     * @param values formulas by the names of figures
     * @param last only the last periods, such as {@code 30 days}; empty for all
     * @param limit at most so many groups, the largest first, the rest in one; 0 for all
     */
    record Figures(
            String name,
            String description,
            String table,
            Optional<By> by,
            Map<String, String> values,
            Optional<String> last,
            int limit)
            implements ProposedChart {

        public Figures {
            values = new LinkedHashMap<>(values);
        }
    }

    /**
     * What figures are broken down by.
     *
     * @param period such as {@code day}; empty where values themselves are the groups
     * @param column such as {@code customers.country}
     */
    record By(Optional<String> period, String column) {}

    /**
     * The latest rows.
     *
     * @param columns what is shown of each
     * @param order the column of which the highest come first
     */
    record LatestRows(
            String name, String description, String table, List<String> columns, String order)
            implements ProposedChart {

        public LatestRows {
            columns = List.copyOf(columns);
        }
    }
}
