package io.freshet.poller.source;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_WRITE_MARKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.freshet.events.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What was written since a mark is in the answer, whatever else is. */
interface WrittenContract extends TestedSource {

    int MANY = 1_000;
    int ATTEMPTS = 1_000;

    @Test
    default void givesAMarkOrNone() {
        source().createTable();
        source().fill(1, 10);

        Optional<String> mark = source().await(source().read().sumRanges(KeyRange.ALL)).mark();

        assertThat(mark.isPresent()).isEqualTo(source().can(SUPPORTS_WRITE_MARKS));
    }

    @Test
    default void nothingIsWrittenWhileNothingHappens() {
        SourceTable table = tenRows();

        WrittenRows written = untilNothingElseIsWritten(table);

        assertThat(written.rows()).isEqualTo(10);
        assertThat(written.complete()).isTrue();
        assertThat(written.costMicros()).isNotNegative();
    }

    @Test
    default void tellsWhatWasInsertedAndUpdated() {
        SourceTable table = tenRows();
        String mark = mark(table);

        source().put(3, "changed");
        source().put(11, "new");
        source().remove(5, 6);

        WrittenRows written = source().await(table.written(KeyRange.ALL, mark, MANY));
        assertThat(written.rows()).isEqualTo(9);
        assertThat(written.byKey()).containsKeys(3L, 11L);
        assertThat(source().await(table.digests(List.of(KeyRange.ALL))).byKey())
                .containsAllEntriesOf(written.byKey());
        assertThat(untilNothingElseIsWritten(table).rows()).isEqualTo(9);
    }

    @Test
    default void tellsOnlyWhatLiesWithinTheKeys() {
        SourceTable table = tenRows();
        String mark = mark(table);
        source().put(3, "changed");
        source().put(7, "changed");

        WrittenRows written = source().await(table.written(new KeyRange(4, 8), mark, MANY));

        assertThat(written.rows()).isEqualTo(5);
        assertThat(written.byKey()).containsKey(7L).doesNotContainKey(3L);
    }

    @Test
    default void saysThatThereMayBeMore() {
        SourceTable table = tenRows();
        String mark = mark(table);
        for (long key = 1; key <= 5; key++) {
            source().put(key, "changed");
        }

        WrittenRows written = source().await(table.written(KeyRange.ALL, mark, 4));

        assertThat(written.complete()).isFalse();
        assertThat(written.byKey()).hasSize(4);
        assertThat(written.rows()).isEqualTo(10);
    }

    /** With the keys 1 to 10. */
    private SourceTable tenRows() {
        assumeThat(source().can(SUPPORTS_WRITE_MARKS)).as("it gives marks").isTrue();
        source().createTable();
        source().fill(1, 10);
        return source().read();
    }

    /** Transactions of others, which are under way, are older writers than ours. */
    private WrittenRows untilNothingElseIsWritten(SourceTable table) {
        String mark = mark(table);
        for (int attempt = 1; ; attempt++) {
            WrittenRows written = source().await(table.written(KeyRange.ALL, mark, MANY));
            if (written.byKey().isEmpty() || attempt == ATTEMPTS) {
                assertThat(written.byKey()).isEmpty();
                return written;
            }
            mark = written.mark();
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String mark(SourceTable table) {
        return source().await(table.sumRanges(KeyRange.ALL)).mark().orElseThrow();
    }
}
