package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.KeyRange;
import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hot standby as a source, beside its primary. */
@Tag("slow")
class StandbyTest {

    /** A time to come: what is read is never of later than it is. */
    private static final long READ_AT = Long.MAX_VALUE - 1;

    @Test
    void isReadAsItsPrimaryIsAndNeverBehindWhatWasReadAlready(@TempDir Path folder)
            throws Exception {
        try (StandbyPair pair = StandbyPair.start(folder);
                PostgresSource source = new PostgresSource(pair.primary())) {
            source.createTable();
            source.insert(1, 2_000);
            source.database().execute("delete from responses where id = 7");
            pair.awaitReplay();
            String url = pair.onStandby(source.database().url());
            PostgresConnection session = source.open(url, source.database().reader());

            SourceTable copy = source.await(session.verify(source.table()));
            SourceTable original = source.reader();

            assertThat(source.sums(copy, KeyRange.ALL))
                    .isEqualTo(source.sums(original, KeyRange.ALL));
            assertThat(source.readAll(copy).size()).isEqualTo(1_999);

            pair.pauseReplay();
            source.insert(2_001, 2_010);
            pair.awaitReceipt();

            assertThat(source.readAll(copy).size())
                    .as("what the paused standby has")
                    .isEqualTo(1_999);
            assertThat(asOf(source, original)).isEqualTo(READ_AT);
            assertThat(source.readAll(original).size()).isEqualTo(2_009);
            assertThatThrownBy(() -> source.open(url, source.database().reader()))
                    .isInstanceOfSatisfying(
                            SourceProblem.class,
                            problem -> {
                                assertThat(problem.state()).isEqualTo(SourceState.CATCHING_UP);
                                assertThat(problem)
                                        .hasMessageContaining(
                                                "waiting for a standby that has replayed up to")
                                        .hasMessageContaining(
                                                "was read already; resume its replay");
                            });

            pair.resumeReplay();
            pair.awaitReplay();
            PostgresConnection again = source.open(url, source.database().reader());
            assertThat(source.readAll(source.await(again.verify(source.table()))).size())
                    .isEqualTo(2_009);
        }
    }

    private static long asOf(PostgresSource source, SourceTable table) {
        return source.await(table.probe(List.of(new KeyRange(1, 1)), READ_AT, 1)).asOf();
    }
}
