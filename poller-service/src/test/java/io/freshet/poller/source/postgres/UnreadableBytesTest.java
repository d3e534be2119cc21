package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that hold bytes which are no text in the source's encoding. */
class UnreadableBytesTest {

    private final TestPostgres server = TestServers.postgres();
    private final PostgresSource source = new PostgresSource(server);
    private final String encoded = source.database().name() + "_bytes";
    private PostgresConnection connection;

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        try (Connection maintenance = server.connect(server.maintenanceDatabase());
                Statement statement = maintenance.createStatement()) {
            statement.execute("drop database if exists " + encoded + " with (force)");
        }
        source.close();
    }

    @ParameterizedTest(name = "{0}: bytes {1}")
    @CsvSource({"SQL_ASCII, e966, c3a9", "WIN1252, 8166, e9", "SQL_ASCII, 80, 61"})
    void rowsWithSuchBytesAreReadAndAllOthersAsEver(String encoding, String bad, String good)
            throws SQLException {
        try (Connection maintenance = server.connect(server.maintenanceDatabase());
                Statement statement = maintenance.createStatement()) {
            statement.execute(
                    "create database %s encoding '%s' template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'"
                            .formatted(encoded, encoding));
        }
        String reader = source.database().reader().username();
        try (Connection there = server.connect(encoded);
                Statement statement = there.createStatement()) {
            statement.execute(
                    "create table responses (id bigint primary key, cnt text, escs text, tmins text, belong text, durecec text)");
            statement.execute("grant select on responses to " + reader);
            statement.execute(
                    "insert into responses (id, cnt, escs) select i, 'FRA', '1' from generate_series(1, 100) as i");
            statement.execute(
                    "update responses set cnt = convert_from('\\x%s', '%s') where id = 7"
                            .formatted(bad, encoding));
            statement.execute(
                    "update responses set cnt = convert_from('\\x%s', '%s') where id = 8"
                            .formatted(good, encoding));
        }
        String text = good.equals("61") ? "a" : "é";
        connection =
                source.open(
                        source.database().url().replace(source.database().name(), encoded),
                        source.database().reader());
        SourceTable table = source.await(connection.verify(source.table()));

        RowBlock rows = source.await(table.readRange(new KeyRange(1, 100), 1)).rows();

        assertThat(rows.size()).isEqualTo(100);
        assertThat(rows.values(0)[6]).isEqualTo(ServerText.NO_TEXT + "\\x" + bad);
        assertThat(rows.values(0)[7]).isEqualTo(text);
        assertThat(rows.values(1)).containsOnly("1");
        RangeSum sum = RangeSum.NONE;
        for (long digest : rows.digests()) {
            sum = sum.plus(digest);
        }
        assertThat(source.sums(table, KeyRange.ALL)).containsEntry(0L, sum);
        assertThat(source.readAll(table).size()).isEqualTo(100);
        assertThat(source.await(table.readKeys(List.of(8L), 1)).rows().values(0))
                .containsExactly(text);
    }
}
