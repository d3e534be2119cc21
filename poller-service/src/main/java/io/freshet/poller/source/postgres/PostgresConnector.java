package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.schema.SchemaCatalogue;
import io.freshet.poller.schema.SchemaListener;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Connects to PostgreSQL, 12 and later. A connection belongs to the Vert.x context that it was
 * opened from. What reading a source has taught is kept from one connection to the next.
 */
@ApplicationScoped
@Typed(PostgresConnector.class)
public class PostgresConnector implements SourceConnector {

    private static final Logger LOG = Logger.getLogger(PostgresConnector.class);

    private final Vertx vertx;
    private final Patience patience;
    private final SchemaListener schemas;
    private final Set<PostgresConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, SourceMemory> memories = new ConcurrentHashMap<>();

    @Inject
    public PostgresConnector(Vertx vertx, SchemaCatalogue schemas) {
        this(vertx, Patience.STANDARD, schemas);
    }

    /** Of whose sources' schemas nobody learns. */
    public PostgresConnector(Vertx vertx) {
        this(vertx, Patience.STANDARD);
    }

    PostgresConnector(Vertx vertx, Patience patience) {
        this(vertx, patience, SchemaListener.NOBODY);
    }

    private PostgresConnector(Vertx vertx, Patience patience, SchemaListener schemas) {
        this.vertx = vertx;
        this.patience = patience;
        this.schemas = schemas;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        SourceMemory memory =
                memories.computeIfAbsent(source.name(), none -> new SourceMemory(schemas));
        return PostgresConnection.open(vertx, source, memory, patience)
                .onSuccess(
                        connection -> {
                            connections.add(connection);
                            connection.whenClosed(() -> connections.remove(connection));
                        })
                .map(connection -> connection);
    }

    /**
     * Closes all connections and waits for it, for a moment at the most; not for event loops. A
     * Vert.x that ends before its connections are closed logs so, with a stack each.
     */
    @PreDestroy
    public void close() {
        try {
            Future.all(connections.stream().map(PostgresConnection::closed).toList())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PollerLimits.SOURCES_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(e, "connections to sources are not all closed");
        }
    }
}
