package io.freshet.benchmarks.scaling;

import io.freshet.events.BusTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A simulation of how evenly sources fill partitions, where few sources are busy and most are not:
 * the busiest partition decides how fast the whole can be.
 */
final class PartitionBalance {

    /** Where a source goes. */
    enum Placement {
        /** By the hash of its name, as the bus does. */
        HASHED,
        /** The busiest first, each to the partition that has least. */
        LEAST_LOADED
    }

    private static final long SEED = 20_260_103;
    private static final int TRIALS = 20;

    private final int sources;
    private final double skew;

    /**
     * @param sources how many sources there are
     * @param skew exponent of Zipf's law: the n-th busiest source has 1/n^skew of the busiest's
     *     rows; 0 makes all alike
     */
    PartitionBalance(int sources, double skew) {
        this.sources = sources;
        this.skew = skew;
    }

    /** Load of the busiest partition over the mean: the mean of some trials; 1 is perfect. */
    double busiestOverMean(int partitions, Placement placement) {
        SplittableRandom random = new SplittableRandom(SEED);
        double sum = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] loads =
                    placement == Placement.HASHED
                            ? hashed(partitions, random)
                            : leastLoaded(partitions);
            double most = 0;
            double total = 0;
            for (double load : loads) {
                most = Math.max(most, load);
                total += load;
            }
            sum += most / (total / partitions);
        }
        return sum / TRIALS;
    }

    private double[] hashed(int partitions, SplittableRandom random) {
        double[] loads = new double[partitions];
        for (int source = 1; source <= sources; source++) {
            String name = Long.toString(random.nextLong(), Character.MAX_RADIX);
            loads[BusTopology.partitionOf(name, partitions)] += rate(source);
        }
        return loads;
    }

    private double[] leastLoaded(int partitions) {
        record Partition(int number, double load) {}
        PriorityQueue<Partition> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Partition::load));
        for (int number = 0; number < partitions; number++) {
            queue.add(new Partition(number, 0));
        }
        for (int source = 1; source <= sources; source++) {
            Partition least = queue.remove();
            queue.add(new Partition(least.number(), least.load() + rate(source)));
        }
        List<Partition> all = new ArrayList<>(queue);
        return all.stream().mapToDouble(Partition::load).toArray();
    }

    private double rate(int rank) {
        return Math.pow(rank, -skew);
    }
}
