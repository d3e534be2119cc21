package io.freshet.poller.source;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_DOUBLE_KEYS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_LEAVING_OUT_SLOW_ROWS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_ROWS_WITHOUT_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is left out of the answers is left out of all of them, and named. */
interface LeftOutContract extends TestedSource {

    @Test
    default void ofSeveralRowsWithOneKeyOneIsReadAndTheKeyIsNamed() {
        source().createTable();
        source().fill(1, 10);
        if (!source().can(SUPPORTS_DOUBLE_KEYS)) {
            assertThatThrownBy(() -> source().insert(7L, "another"))
                    .hasMessageContaining("one row with key 7");
            assertEverythingIsRead(10);
            return;
        }
        source().insert(7L, "another");
        SourceTable table = source().read();

        RowBlock rows = source().await(table.readRange(KeyRange.ALL, 1)).rows();

        assertThat(rows.keys()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(source().await(table.digests(List.of(new KeyRange(7, 7)))).byKey())
                .isEqualTo(Map.of(7L, rows.digests()[6]));
        assertThat(source().await(table.readKeys(List.of(7L), 1)).rows().digests())
                .containsExactly(rows.digests()[6]);
        assertThat(source().await(table.sumRanges(KeyRange.ALL)).byRange().get(0L).rows())
                .isEqualTo(10);
        assertThat(table.facts().doubleKeys()).containsExactly(7L);
        assertThat(table.facts().rowsLeftOut()).isTrue();
    }

    @Test
    default void rowsWithoutAKeyAreCounted() {
        source().createTable();
        source().fill(1, 10);
        if (!source().can(SUPPORTS_ROWS_WITHOUT_KEY)) {
            assertThatThrownBy(() -> source().insert(null, "nobody's"))
                    .hasMessageContaining("without a key");
            assertEverythingIsRead(10);
            return;
        }
        source().insert(null, "nobody's");
        source().insert(null, "nobody's");
        SourceTable table = source().read();

        assertThat(source().all(table).keys())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(source().await(table.sumRanges(KeyRange.ALL)).byRange().get(0L).rows())
                .isEqualTo(10);
        assertThat(source().await(table.highestKey())).hasValue(10);
        assertThat(source().await(table.hints()).highestKey()).hasValue(10);
        assertThat(table.facts().nullKeys()).isEqualTo(2);
        assertThat(table.facts().rowsLeftOut()).isTrue();
    }

    private void assertEverythingIsRead(int rows) {
        SourceTable table = source().read();
        assertThat(source().all(table).size()).isEqualTo(rows);
        assertThat(table.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
    }

    @Test
    default void aRowThatIsTooSlowByItselfIsLeftOutAndNamed() {
        source().createTable();
        source().fill(1, 2_000);
        source().limitStatements(Duration.ofMillis(500));
        source().slowDown(7);
        SourceTable table = source().read();
        KeyRange range = new KeyRange(0, 9);

        assertTooSlow(() -> source().await(table.sumRanges(KeyRange.ALL)));

        if (source().can(SUPPORTS_LEAVING_OUT_SLOW_ROWS)) {
            assertThat(source().await(table.sumRanges(range)).byRange().get(0L).rows())
                    .isEqualTo(8);
            assertThat(source().await(table.readRange(range, 1)).rows().keys())
                    .containsExactly(1, 2, 3, 4, 5, 6, 8, 9);
            assertThat(source().await(table.digests(List.of(range))).byKey())
                    .hasSize(8)
                    .doesNotContainKey(7L);
            assertThat(source().await(table.readKeys(List.of(7L, 8L), 1)).rows().keys())
                    .containsExactly(8);
            assertThat(table.facts().unreadKeys()).containsExactly(7L);
        } else {
            assertTooSlow(() -> source().await(table.sumRanges(range)));
            assertTooSlow(() -> source().await(table.readRange(range, 1)));
            assertTooSlow(() -> source().await(table.digests(List.of(range))));
            assertTooSlow(() -> source().await(table.readKeys(List.of(7L, 8L), 1)));
            assertThat(table.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
        }
        assertThat(source().await(table.readKeys(List.of(8L), 1)).rows().keys()).containsExactly(8);
    }

    private static void assertTooSlow(ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        SourceProblem.class, problem -> assertThat(problem.isTooSlow()).isTrue());
    }
}
