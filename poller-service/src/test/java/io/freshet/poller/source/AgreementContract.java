package io.freshet.poller.source;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_CHANGE_COUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.memory.InMemoryContractSource;
import io.freshet.poller.table.RangeSum;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source answers as the one in memory does, which most tests of tailing stand on. */
interface AgreementContract extends TestedSource {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    default void answersAsTheSourceInMemoryDoes(long seed) {
        try (ContractSource memory = new InMemoryContractSource()) {
            Twins twins = new Twins(source(), memory, new Random(seed));
            for (int round = 0; round < 12; round++) {
                twins.write();
                twins.compare();
            }
        }
    }

    /** Two sources that are written to and asked alike. */
    final class Twins {

        private static final long KEYS = 4_000;

        private final ContractSource one;
        private final ContractSource other;
        private final Random random;
        private final SourceTable table;
        private final SourceTable twin;
        private Hints before;
        private Hints twinBefore;

        Twins(ContractSource one, ContractSource other, Random random) {
            this.one = one;
            this.other = other;
            this.random = random;
            one.createTable();
            other.createTable();
            table = one.read();
            twin = other.read();
            before = one.await(table.hints());
            twinBefore = other.await(twin.hints());
        }

        void write() {
            long key = random.nextLong(KEYS) - KEYS / 4;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    long to = key + random.nextLong(400);
                    one.fill(key, to);
                    other.fill(key, to);
                }
                case 3, 4 -> {
                    String value = random.nextBoolean() ? "value " + random.nextInt(9) : null;
                    one.put(key, value);
                    other.put(key, value);
                }
                case 5, 6 -> {
                    long to = key + random.nextLong(200);
                    one.remove(key, to);
                    other.remove(key, to);
                }
                default -> {
                    one.truncate();
                    other.truncate();
                }
            }
        }

        void compare() {
            long low = random.nextLong(KEYS) - KEYS / 4;
            KeyRange range = new KeyRange(low, low + random.nextLong(1_500));
            List<KeyRange> ranges = List.of(new KeyRange(low + 3_000, Long.MAX_VALUE), range);
            same(asked -> asked.readRange(range, 1).map(page -> values(page.rows())));
            same(asked -> asked.readRange(KeyRange.ALL, 1).map(page -> values(page.rows())));
            same(asked -> asked.probe(ranges, 1, 5_000).map(page -> values(page.rows())));
            same(asked -> asked.probe(ranges, 1, 7).map(RowPage::more));
            same(asked -> asked.probe(ranges, 1, 7).map(page -> page.rows().size()));
            same(asked -> asked.readKeys(List.of(low, low + 1), 1).map(p -> values(p.rows())));
            same(asked -> asked.digests(ranges).map(digests -> digests.byKey().keySet()));
            same(asked -> asked.sumRanges(KeyRange.ALL).map(sums -> rows(sums.byRange())));
            same(asked -> asked.sumRanges(range).map(sums -> rows(sums.byRange())));
            same(SourceTable::highestKey);
            compareDigests();
            compareHints();
        }

        private <T> void same(Function<SourceTable, Future<T>> question) {
            assertThat(one.await(question.apply(table)))
                    .isEqualTo(other.await(question.apply(twin)));
        }

        /** Digests differ from kind to kind; what is equal and what is not does not. */
        private void compareDigests() {
            assertThat(
                            new HashSet<>(
                                    one.await(table.digests(List.of(KeyRange.ALL)))
                                            .byKey()
                                            .values()))
                    .hasSameSizeAs(
                            new HashSet<>(
                                    other.await(twin.digests(List.of(KeyRange.ALL)))
                                            .byKey()
                                            .values()));
        }

        private void compareHints() {
            Hints now = one.await(table.hints());
            Hints twinNow = other.await(twin.hints());
            assertThat(now.highestKey()).isEqualTo(twinNow.highestKey());
            assertThat(now.replacedSince(before)).isEqualTo(twinNow.replacedSince(twinBefore));
            if (one.can(SUPPORTS_CHANGE_COUNTS)) {
                assertThat(now.updated() - before.updated())
                        .isEqualTo(twinNow.updated() - twinBefore.updated());
                assertThat(now.deleted() - before.deleted())
                        .isEqualTo(twinNow.deleted() - twinBefore.deleted());
                assertThat(now.movedSince(before)).isEqualTo(twinNow.movedSince(twinBefore));
            }
            before = now;
            twinBefore = twinNow;
        }

        private static Map<Long, List<String>> values(RowBlock rows) {
            Map<Long, List<String>> values = new TreeMap<>();
            for (int row = 0; row < rows.size(); row++) {
                String first = rows.values(0)[row];
                values.put(rows.keys()[row], first == null ? List.of() : List.of(first));
            }
            return values;
        }

        private static Map<Long, Long> rows(Map<Long, RangeSum> sums) {
            return sums.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().rows()));
        }
    }
}
