package io.freshet.poller.source.file;

import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Connects to sources, and has tables that a definition reads from files answer as if the source
 * had them.
 */
@ApplicationScoped
public class FilesBeside implements SourceConnector {

    private final Vertx vertx;
    private final SourceConnector databases;
    private final Pool warehouse;

    /** Without documents: tables that are made of them have no rows. */
    public FilesBeside(Vertx vertx, PostgresConnector databases) {
        this(vertx, databases, null);
    }

    /**
     * @param warehouse has the documents that were accepted
     */
    @Inject
    public FilesBeside(Vertx vertx, PostgresConnector databases, Pool warehouse) {
        this.vertx = vertx;
        this.databases = databases;
        this.warehouse = warehouse;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        return databases.open(source).map(opened -> new Beside(opened, source.name()));
    }

    private FileContent content(TableDefinition table, long meaning) {
        if (table.origin() instanceof TableOrigin.Csv csv) {
            return new CsvFile(vertx, csv.file(), table, meaning);
        }
        return warehouse == null
                ? () -> Future.succeededFuture(Optional.of(FileRows.together(List.of())))
                : new AcceptedDocuments(vertx, warehouse, table, meaning);
    }

    private final class Beside implements SourceConnection {

        private final SourceConnection database;
        private final String source;

        Beside(SourceConnection database, String source) {
            this.database = database;
            this.source = source;
        }

        @Override
        public Future<SourceTable> verify(TableDefinition table, long meaning) {
            return table.origin().isSource()
                    ? database.verify(table, meaning)
                            .recover(
                                    error ->
                                            GoneTable.isFollowed(table, error)
                                                    ? read(
                                                            table,
                                                            new GoneTable(database, table, meaning))
                                                    : Future.failedFuture(error))
                    : read(table, content(table, meaning));
        }

        private Future<SourceTable> read(TableDefinition table, FileContent content) {
            FileTable file = new FileTable(source, table, content);
            return file.verify().map(file);
        }

        @Override
        public Future<String> describe() {
            return database.describe();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
