package io.freshet.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.benchmarks.scaling.PartitionBalance.Placement;
import org.junit.jupiter.api.Test;

class PartitionBalanceTest {

    @Test
    void manySourcesThatAreAlikeFillPartitionsEvenly() {
        PartitionBalance balance = new PartitionBalance(10_000, 0);

        assertThat(balance.busiestOverMean(4, Placement.HASHED)).isBetween(1.0, 1.1);
        assertThat(balance.busiestOverMean(4, Placement.LEAST_LOADED)).isEqualTo(1.0);
    }

    @Test
    void noPlacementHelpsAgainstOneSourceWithMostOfTheRows() {
        // of two sources the busier has 2/3 of the rows: 4/3 of the mean of two partitions
        PartitionBalance balance = new PartitionBalance(2, 1);

        assertThat(balance.busiestOverMean(2, Placement.LEAST_LOADED))
                .isCloseTo(4 / 3.0, within(1e-9));
    }
}
