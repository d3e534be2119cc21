package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a row's digest depends on, besides the columns that are read. */
class DigestTest {

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void theMeaningOfTheTable() {
        source.createTable();
        source.insert(1, 1);

        long first = digest(reader(17));

        assertThat(digest(reader(17))).isEqualTo(first);
        assertThat(digest(reader(18))).isNotEqualTo(first);
        assertThat(source.await(reader(18).digests(List.of(KeyRange.ALL))).byKey())
                .containsEntry(1L, digest(reader(18)));
        assertThat(source.sums(reader(18), KeyRange.ALL).get(0L).digest())
                .isEqualTo(digest(reader(18)));
    }

    @Test
    void theDeclaredTime() {
        source.createTable("created_at timestamptz");
        source.insert(1, 1);
        SourceTable reader = source.reader();
        long without = digest(reader);

        source.database()
                .execute("update responses set created_at = '2026-11-21 04:05:06.789012Z'");
        long with = digest(reader);
        source.database()
                .execute("update responses set created_at = '2026-11-21 04:05:06.789013Z'");
        long later = digest(reader);

        assertThat(List.of(without, with, later)).doesNotHaveDuplicates();
        assertThat(source.sums(reader, KeyRange.ALL).get(0L).digest()).isEqualTo(later);
    }

    @Test
    void aTimeWithoutZoneIsInTheZoneThatTheConfigurationNames() {
        source.createTable("created_at timestamp");
        source.insert(1, 1);
        source.database().execute("update responses set created_at = '2026-11-21 12:00:00'");

        assertThat(time(source.freshReader())).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));

        source.read(new AccessConfig(false, false, ZoneId.of("Asia/Kolkata")));
        assertThat(time(source.freshReader())).isEqualTo(Instant.parse("2026-11-21T06:30:00Z"));
    }

    private SourceTable reader(long meaning) {
        return source.await(source.connection().verify(source.table(), meaning));
    }

    private long digest(SourceTable reader) {
        return source.readAll(reader).digests()[0];
    }

    private Instant time(SourceTable reader) {
        RowBlock rows = source.readAll(reader);
        return Instant.ofEpochSecond(0, rows.times()[0] * 1_000);
    }
}
