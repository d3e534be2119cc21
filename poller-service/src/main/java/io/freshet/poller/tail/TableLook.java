package io.freshet.poller.tail;

import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks which tables of a source can be read, one after the other, and sets the others aside. */
final class TableLook {

    private final TailedSource source;
    private final SourceConnection connection;
    private final List<SourceTable> readable = new ArrayList<>();
    private final Map<String, SourceProblem> unreadable = new LinkedHashMap<>();

    TableLook(TailedSource source, SourceConnection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * Those of some tables that can be read, in order. Fails where something else is wrong than a
     * table, or too few are left for the source to be worth being read.
     */
    Future<List<SourceTable>> at(List<TableDefinition> tables) {
        Future<Void> all = Future.succeededFuture();
        for (TableDefinition table : tables) {
            all = all.compose(done -> at(table));
        }
        return all.map(
                done -> {
                    if (!source.aside().leavesEnough(unreadable.keySet())) {
                        throw unreadable.values().iterator().next();
                    }
                    readable.forEach(table -> source.aside().isRead(table.definition().name()));
                    unreadable.forEach(source.aside()::put);
                    return List.copyOf(readable);
                });
    }

    private Future<Void> at(TableDefinition table) {
        return connection
                .verify(table, source.meaning(table))
                .<Void>map(
                        verified -> {
                            readable.add(verified);
                            return null;
                        })
                .recover(
                        error -> {
                            if (!TablesAside.isOfTable(error)) {
                                return Future.failedFuture(error);
                            }
                            unreadable.put(table.name(), (SourceProblem) error);
                            return Future.succeededFuture();
                        });
    }
}
