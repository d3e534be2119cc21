package io.freshet.pipeline;

import java.math.BigDecimal;
import java.util.List;

/** What is known of the rows of one group: all that figures are made of. */
public interface GroupState {

    /** The number of rows. */
    long rows();

    /** The state columns of an aggregate that is kept for the rows. */
    List<BigDecimal> state(Aggregate aggregate);

    /** The values of a column that are counted. */
    ValueCounts values(String column);
}
