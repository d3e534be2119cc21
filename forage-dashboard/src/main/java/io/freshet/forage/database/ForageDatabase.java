package io.freshet.forage.database;

import io.freshet.forage.problem.Refused;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The database of accounts, bounded in time. Every failure becomes a {@link Refused} that says
 * accounts are away: charts need none.
 */
@Singleton
public final class ForageDatabase {
    private static final Logger LOG = Logger.getLogger(ForageDatabase.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Pool pool;

    ForageDatabase(@ReactiveDataSource("forage") Pool pool) {
        this.pool = pool;
    }

    /** Runs one statement with its parameters bound. */
    public Uni<RowSet<Row>> run(String sql, Tuple parameters) {
        return bounded(pool.preparedQuery(sql).execute(parameters));
    }

    /** Runs the work in one transaction. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return bounded(pool.withTransaction(work));
    }

    private static <T> Uni<T> bounded(Uni<T> work) {
        return work.ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(ForageDatabase::away);
    }

    private static Refused away(Throwable failure) {
        LOG.warnf(
                "Accounts cannot be read: %s. Check freshet.forage.database and that its server"
                        + " runs.",
                failure);
        return Refused.unavailable(
                "Accounts are not available at this moment; the charts are. Try again soon.",
                failure);
    }
}
