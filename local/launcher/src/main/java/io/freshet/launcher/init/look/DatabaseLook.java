package io.freshet.launcher.init.look;

import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.propose.JoinRule.Lead;
import io.freshet.launcher.init.propose.Remark;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.warehouse.layout.SqlText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a database that may only be read: its catalogue first, then some values of the tables
 * that were chosen. Blocks; bounded by {@link LookLimits}.
 */
public final class DatabaseLook implements AutoCloseable {

    /** A statement of one table's: it names the table, so that it can be said of which. */
    private static final String LOST =
            "some of its values could not be looked at (%s); it is proposed by its catalogue alone";

    private static final String UNMATCHED =
            """
            select count(*) filter (where not exists (select from %s p where p.%s = s.value)), count(*)
            from (select distinct t.value from (select %s as value from %s where %s is not null limit %d) t) s
            """;

    private final ReadOnlySession session;
    private final List<Remark> remarks = new ArrayList<>();

    private DatabaseLook(ReadOnlySession session) {
        this.session = session;
    }

    /**
     * Connects.
     *
     * @throws SQLException where the database does not answer, or refuses
     */
    public static DatabaseLook open(DatabaseAccess access) throws SQLException {
        return new DatabaseLook(ReadOnlySession.open(access));
    }

    /**
     * What the catalogue says.
     *
     * @throws SQLException where the database does not answer any more
     */
    public DescribedDatabase catalogue() throws SQLException {
        return new Catalogue(session).read();
    }

    /** The same tables with values, as far as those can be had in time. */
    public List<DescribedTable> values(List<DescribedTable> tables) {
        long until = System.nanoTime() + LookLimits.VALUES.toNanos();
        Samples samples = new Samples(session);
        List<DescribedTable> seen = new ArrayList<>();
        for (DescribedTable table : tables) {
            if (System.nanoTime() > until) {
                remark(table, "no time was left after %d s".formatted(seconds(LookLimits.VALUES)));
                seen.add(table);
                continue;
            }
            try {
                seen.add(samples.of(table));
            } catch (SQLException e) {
                remark(table, e.getMessage());
                seen.add(table);
            }
        }
        return seen;
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }

    private void remark(DescribedTable table, String reason) {
        remarks.add(
                new Remark(
                        table.name().toString(),
                        Remark.Kind.NOTE,
                        LOST.formatted(reason.lines().findFirst().orElse(""))));
    }

    /** Those guesses of which all values that were looked at are keys of the other table. */
    public List<Lead> confirmed(List<Lead> guesses) {
        List<Lead> confirmed = new ArrayList<>();
        long until = System.nanoTime() + LookLimits.VALUES.toNanos();
        for (Lead guess : guesses) {
            if (System.nanoTime() < until && holds(guess)) {
                confirmed.add(guess);
            }
        }
        return confirmed;
    }

    private boolean holds(Lead guess) {
        String column = SqlText.quoted(guess.column());
        String sql =
                UNMATCHED.formatted(
                        guess.parent().sql(),
                        SqlText.quoted(guess.key()),
                        column,
                        guess.table().sql(),
                        column,
                        LookLimits.ROWS);
        try {
            return session.ask(
                            LookLimits.STATEMENT,
                            sql,
                            row -> row.getLong(1) == 0 && row.getLong(2) > 0)
                    .get(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** What could not be looked at. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() {
        session.close();
    }
}
