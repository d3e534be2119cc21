package io.freshet.poller.tail;

import io.freshet.configuration.FreshetConfig;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.status.SourceMeters;
import io.freshet.poller.status.StatusBoard;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.WarehouseReader;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes workers for sources. */
@ApplicationScoped
public class SourceWorkers {

    private final Vertx vertx;
    private final FreshetConfig config;
    private final SourceConnector connector;
    private final EpochOpening opening;
    private final WarehouseReader warehouse;
    private final StatusBoard board;
    private final SourceMeters meters;

    SourceWorkers(
            Vertx vertx,
            FreshetConfig config,
            SourceConnector connector,
            EpochOpening opening,
            WarehouseReader warehouse,
            StatusBoard board,
            SourceMeters meters) {
        this.vertx = vertx;
        this.config = config;
        this.connector = connector;
        this.opening = opening;
        this.warehouse = warehouse;
        this.board = board;
        this.meters = meters;
    }

    /** Starts tailing a source. Any thread. */
    public SourceWorker start(OwnedSource source) {
        SourceWorker worker =
                new SourceWorker(
                        vertx,
                        source,
                        config.pipelines().find(source.config().pipeline()).orElseThrow(),
                        connector,
                        opening,
                        warehouse,
                        board,
                        meters.of(source));
        worker.start();
        return worker;
    }
}
