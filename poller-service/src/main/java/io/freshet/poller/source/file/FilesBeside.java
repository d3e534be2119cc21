package io.freshet.poller.source.file;

import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Connects to sources, and has tables that a definition reads from files answer as if the source
 * had them.
 */
@ApplicationScoped
public class FilesBeside implements SourceConnector {

    private final Vertx vertx;
    private final SourceConnector databases;

    public FilesBeside(Vertx vertx, PostgresConnector databases) {
        this.vertx = vertx;
        this.databases = databases;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        return databases.open(source).map(opened -> new Beside(opened, source.name()));
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
            if (table.file().isEmpty()) {
                return database.verify(table, meaning);
            }
            CsvTable file = new CsvTable(vertx, source, table, meaning);
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
