package io.freshet.poller.source.file;

import io.freshet.events.SourceState;
import io.freshet.pipeline.ContractRule;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.TableFacts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is left of a table that its source does not have any more, and whose contract follows that:
 * no rows, until it is there again.
 */
final class GoneTable implements FileContent {

    private static final FileRows NOTHING =
            new FileRows(
                    new TreeMap<>(),
                    Map.of(),
                    new TableFacts(
                            0,
                            Set.of(),
                            Set.of(),
                            Map.of(),
                            List.of(
                                    "the source has no such table: as its contract says, it has no rows")));

    private final SourceConnection database;
    private final TableDefinition table;
    private final long meaning;
    private boolean told;

    /**
     * @param database does not have the table
     */
    GoneTable(SourceConnection database, TableDefinition table, long meaning) {
        this.database = database;
        this.table = table;
        this.meaning = meaning;
    }

    /** Whether a table is gone, and that is no failure. */
    static boolean isFollowed(TableDefinition table, Throwable error) {
        return table.contract().tables() == ContractRule.FOLLOW
                && error instanceof SourceProblem problem
                && problem.isOfGoneTable();
    }

    @Override
    public Future<Optional<FileRows>> changed() {
        if (!told) {
            told = true;
            return Future.succeededFuture(Optional.of(NOTHING));
        }
        return database.verify(table, meaning)
                .transform(
                        looked ->
                                looked.failed() && isFollowed(table, looked.cause())
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(
                                                looked.failed() ? looked.cause() : isThereAgain()));
    }

    private SourceProblem isThereAgain() {
        return new SourceProblem(
                        SourceState.CATCHING_UP,
                        "table %s is there again, and is looked at anew".formatted(table.name()),
                        null)
                .ofTable("it is there again, and is looked at anew");
    }
}
