package io.freshet.faultinjection.history;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes moves on one source, and counts those that changed something. A move that collides with
 * another (a lock, a key that is taken) is a transaction that fails, as they do. Not thread-safe.
 */
public final class Writer {

    private static final String KEY_TAKEN = "23505";
    private static final String NO_LOCK = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final String ABORTED = "25P02";

    private final SourceUnderTest source;
    private final Inserts inserts;
    private final OpenTransactions open;
    private final Edits edits;
    private final Resets resets;
    private final Map<Kind, Integer> made = new EnumMap<>(Kind.class);

    public Writer(SourceUnderTest source) {
        this.source = source;
        this.inserts = new Inserts(source);
        this.open = new OpenTransactions(source);
        this.edits = new Edits(source);
        this.resets = new Resets(source);
    }

    /** Starts over with an empty table and no transactions. */
    public void begin() throws SQLException {
        settle(0);
        source.recreate();
        source.run("drop table if exists kept");
        inserts.forget();
    }

    /** Makes a move. */
    public void make(Move move) throws SQLException, InterruptedException {
        try {
            if (apply(move)) {
                made.merge(move.kind(), 1, Integer::sum);
            }
        } catch (SQLException e) {
            if (KEY_TAKEN.equals(e.getSQLState())) {
                source.run(Rows.GO_ON_BEHIND_NEWEST);
            } else if (!NO_LOCK.equals(e.getSQLState())
                    && !DEADLOCK.equals(e.getSQLState())
                    && !ABORTED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Ends all transactions, so that what is committed is all there will be. */
    public void settle(int choice) throws SQLException {
        open.endAll(choice);
        open.endElsewhere();
        inserts.join();
    }

    /** How often each kind of move changed something. */
    public Map<Kind, Integer> made() {
        return made;
    }

    private boolean apply(Move move) throws SQLException, InterruptedException {
        if (Histories.replacesTable(move.kind())) {
            // What replaces the table waits for the transactions on it, as it would in earnest.
            inserts.join();
            open.endAll(move.where());
        }
        return switch (move.kind()) {
            case INSERT -> inserts.insert(move);
            case INSERT_EACH -> inserts.insertEach(move);
            case COPY -> inserts.copy(move);
            case EXPLICIT_LOW -> inserts.explicitLow(move);
            case EXPLICIT_AHEAD -> inserts.explicitAhead(move);
            case TAKE_KEYS -> inserts.takeKeys(move);
            case USE_TAKEN_KEYS -> inserts.useTakenKeys(move);
            case CACHED_SEQUENCE -> inserts.cachedSequence(move);
            case SLOW_INSERT -> inserts.slowInsert();
            case HOSTILE_VALUES -> inserts.hostileValues();
            case INVALID_BYTES -> inserts.invalidBytes();
            case LAST_KEY -> inserts.lastKey(move);
            case OPEN_INSERT -> open.insert(move);
            case SAVEPOINTS -> open.savepoints(move);
            case OPEN_UPDATE -> open.update(move);
            case COMMIT_OPEN -> open.commit(move);
            case ROLLBACK_OPEN -> open.rollback(move);
            case PREPARE -> open.prepare(move);
            case COMMIT_PREPARED -> open.commitPrepared(move);
            case ROLLBACK_PREPARED -> open.rollbackPrepared(move);
            case LONG_ELSEWHERE -> open.longElsewhere();
            case UPDATE_RANGE -> edits.updateRange(move);
            case UPDATE_NEWEST -> edits.updateNewest(move);
            case MOVE_KEY -> edits.moveKey(move);
            case UPDATE_IN_VAIN -> edits.updateInVain(move);
            case DELETE_RANGE -> edits.deleteRange(move);
            case DELETE_NEWEST_AND_REUSE -> edits.deleteNewestAndReuse(move);
            case DELETE_ALL -> resets.deleteAll();
            case TRUNCATE -> resets.truncate();
            case TRUNCATE_RESTART -> resets.truncateRestart();
            case REFILL -> resets.refill(move);
            case BACKUP -> resets.backup();
            case RESTORE -> resets.restore();
            case RECREATE -> resets.recreate(move);
            case VACUUM_FULL -> resets.vacuumFull();
            case REWRITE -> resets.rewrite(move);
            case RESET_STATISTICS -> resets.resetStatistics();
            case ADD_COLUMN -> resets.addColumn();
            case DRIFT_AND_HEAL -> resets.driftAndHeal();
        };
    }
}
