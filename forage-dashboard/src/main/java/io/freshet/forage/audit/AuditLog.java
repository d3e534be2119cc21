package io.freshet.forage.audit;

import io.freshet.forage.database.ForageDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Who did what, in the database and in the log. Of each kind of deed nobody can do more than limits
 * allow, and the newest are kept. Never holds a password or a token. Thread-safe; does not block.
 */
@Singleton
public final class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int KEPT = 100_000;
    private static final int SHOWN = 500;
    private static final int LONGEST = 200;
    private static final String WRITE =
            "with old as (delete from forage.audit"
                    + " where id <= (select max(id) from forage.audit) - $5)"
                    + " insert into forage.audit (actor, action, subject, network)"
                    + " values ($1, $2, $3, $4)";
    private static final String NEWEST =
            "select at, actor, action, subject, network from forage.audit order by id desc limit $1";

    private final ForageDatabase database;

    AuditLog(ForageDatabase database) {
        this.database = database;
    }

    /**
     * Writes down a deed.
     *
     * @param actor the name of who did it; empty for a visitor
     * @param subject to whom or to what
     * @param network from where
     * @return fails where it could not be written
     */
    public Uni<Void> write(String actor, Deed deed, String subject, String network) {
        String cut = subject.substring(0, Math.min(LONGEST, subject.length()));
        LOG.infof("%s by %s: %s (from %s)", deed.text(), actor, cut, network);
        return database.run(WRITE, Tuple.of(actor, deed.text(), cut, network, KEPT))
                .replaceWithVoid();
    }

    /** The newest, latest first. */
    public Uni<List<Entry>> newest() {
        return database.run(NEWEST, Tuple.of(SHOWN))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(AuditLog::entry)
                                        .toList());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getOffsetDateTime("at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("network"));
    }

    /**
     * A deed that was written down.
     *
     * @param at when
     * @param actor the name of who did it; empty for a visitor
     * @param action what, as {@link Deed#text()} says it
     * @param subject to whom or to what
     * @param network the address it came from, or the first 64 bits of it, in hexadecimal digits
     */
    public record Entry(
            OffsetDateTime at, String actor, String action, String subject, String network) {}
}
