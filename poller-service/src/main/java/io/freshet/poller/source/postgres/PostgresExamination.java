package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.TableFacts;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds beforehand, by SELECT alone, what will make reading a table less than it might be. */
final class PostgresExamination {

    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);
    private static final int MOST_NAMED = 5;

    private static final String SURROUNDINGS =
            """
            select pg_catalog.current_setting('track_counts'), pg_catalog.pg_is_in_recovery(),
                   (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint
            """;

    /** More than any statement has parameters. */
    private static final Tuple NO_VALUES = Tuple.wrap(new Object[10]);

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableShape shape;
    private final String relation;
    private final String plainName;
    private final List<Concern> concerns = new ArrayList<>();

    PostgresExamination(PostgresConnection connection, SourceConfig source, TableShape shape) {
        this.connection = connection;
        this.source = source;
        this.shape = shape;
        this.relation = shape.table().relation().sql();
        this.plainName = shape.table().relation().toString();
    }

    /** Fails with {@link SourceProblem} where the source does not answer. */
    Future<List<Concern>> run() {
        nullKeys();
        encoding();
        limit();
        shape.notes().forEach(note -> concern(false, note));
        return doubleKeys()
                .compose(done -> surroundings())
                .compose(done -> explain(statements()))
                .map(done -> List.copyOf(concerns));
    }

    /** All by which the table is read. */
    private List<String> statements() {
        boolean positions = connection.server().position().isPresent();
        PostgresSql sql = new PostgresSql(shape, positions);
        return shape.table().home() == Home.HASH ? new BlockSql(sql, shape).all() : sql.all();
    }

    /** Has each statement planned, as it would be for any values, one after the other. */
    private Future<Void> explain(List<String> statements) {
        Future<Void> all = Future.succeededFuture();
        for (String statement : statements) {
            String text = "explain " + InlinedStatement.of(statement, NO_VALUES);
            all = all.compose(before -> connection.ask(text, Tuple.tuple()).mapEmpty());
        }
        return all.recover(
                error -> {
                    concern(
                            true,
                            "a statement that reads %s cannot be run there: %s"
                                    .formatted(plainName, error.getMessage()));
                    return Future.succeededFuture();
                });
    }

    private void concern(boolean losesRows, String sentence) {
        concerns.add(new Concern(losesRows, sentence));
    }

    private void nullKeys() {
        if (shape.nullKeys() > 0) {
            concern(
                    true,
                    "%s%d rows of %s have no %s and are left out; give them one, and run: alter table %3$s %5$s"
                            .formatted(
                                    shape.nullKeys() >= TableFacts.MOST_COUNTED ? "at least " : "",
                                    shape.nullKeys(),
                                    plainName,
                                    shape.table().keyNames(),
                                    shape.table().key().stream()
                                            .map(
                                                    column ->
                                                            "alter %s set not null"
                                                                    .formatted(column.source()))
                                            .collect(Collectors.joining(", "))));
        }
    }

    private void encoding() {
        if (connection.server().encoding().equals("SQL_ASCII")) {
            concern(
                    false,
                    "its encoding is SQL_ASCII, which says nothing of what texts are in; values that are no UTF-8 are quarantined with their bytes in hex");
        }
    }

    private void limit() {
        long limit = connection.server().limitMillis();
        if (limit < ServerFacts.LONGEST_MILLIS) {
            concern(
                    false,
                    "statements of %s may take %d ms, so rows are read in smaller pages; for larger ones run: alter role %1$s set statement_timeout = '%d s'"
                            .formatted(
                                    source.username(),
                                    limit,
                                    Duration.ofMillis(ServerFacts.LONGEST_MILLIS).toSeconds()));
        }
    }

    private Future<Void> doubleKeys() {
        if (shape.unique()) {
            return Future.succeededFuture();
        }
        RowExpressions row = new RowExpressions(shape);
        boolean hashed = shape.table().home() == Home.HASH;
        String question =
                "select min(n.name) from (select %1$s as key, %2$s as name from %3$s as t offset 0) as n where n.key is not null group by n.key having count(*) > 1 order by n.key limit %4$d"
                        .formatted(
                                hashed ? row.hash() : "t." + row.key(),
                                row.keyText(),
                                relation,
                                MOST_NAMED);
        return connection
                .query(question, Tuple.tuple())
                .onSuccess(
                        rows -> {
                            List<String> keys = new ArrayList<>();
                            rows.forEach(found -> keys.add(found.getString(0)));
                            if (!keys.isEmpty()) {
                                concern(true, doubles(keys));
                            }
                        })
                .<Void>mapEmpty()
                .recover(
                        error -> {
                            if (!SourceProblem.isTooSlow(error)) {
                                return Future.failedFuture(error);
                            }
                            concern(
                                    false,
                                    "whether rows of %s have the same %s cannot be found out in time; of such rows only one is read"
                                            .formatted(plainName, shape.table().keyNames()));
                            return Future.succeededFuture();
                        });
    }

    private String doubles(List<String> keys) {
        return "several rows of %s have the same %s, of which only one is read: %s%s; run: select %2$s, count(*) from %1$s group by %2$s having count(*) > 1, and leave one of each"
                .formatted(
                        plainName,
                        shape.table().keyNames(),
                        keys.stream().collect(Collectors.joining(", ")),
                        keys.size() == MOST_NAMED ? " and perhaps more" : "");
    }

    private Future<Void> surroundings() {
        Instant asked = Instant.now();
        return connection
                .query(SURROUNDINGS, Tuple.tuple())
                .onSuccess(rows -> judge(rows.iterator().next(), asked, Instant.now()))
                .mapEmpty();
    }

    private void judge(Row row, Instant asked, Instant answered) {
        Instant there = Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS);
        Duration apart =
                there.isBefore(asked)
                        ? Duration.between(there, asked)
                        : Duration.between(answered, there);
        if (apart.compareTo(CLOCKS_APART) > 0) {
            concern(
                    false,
                    "its clock is %.1f s %s this machine's, and so are ages and times; set both by NTP"
                            .formatted(
                                    apart.toMillis() / 1e3,
                                    there.isBefore(asked) ? "behind" : "before"));
        }
        if (!shape.counted()) {
            concern(false, uncounted(row));
        }
    }

    private String uncounted(Row row) {
        String what = "updates and deletes in %s are found later, as ".formatted(plainName);
        if (row.getBoolean(1)) {
            return what + "a standby does not count them; read the primary for that";
        }
        return "off".equals(row.getString(0))
                ? what
                        + "they are not counted; run: alter system set track_counts = on; select pg_reload_conf()"
                : what + "they are counted for tables only, not for views and foreign tables";
    }
}
