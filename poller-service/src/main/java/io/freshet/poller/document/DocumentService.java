package io.freshet.poller.document;

import io.freshet.configuration.DocumentPlace;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.file.JsonRows;
import io.freshet.runtime.VitalThread;
import io.freshet.runtime.retry.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/** Has a thread for each place of documents that a table is made of. */
@ApplicationScoped
class DocumentService {

    private static final Logger LOG = Logger.getLogger(DocumentService.class);

    private final FreshetConfig config;
    private final Vertx vertx;
    private final Pool warehouse;
    private final MeterRegistry meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    DocumentService(FreshetConfig config, Vertx vertx, Pool warehouse, MeterRegistry meters) {
        this.config = config;
        this.vertx = vertx;
        this.warehouse = warehouse;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        used().forEach(this::start);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        threads.forEach(Thread::interrupt);
    }

    /** The tables that are made of documents, by their place. */
    private Map<String, List<JsonRows>> used() {
        Map<String, List<JsonRows>> used = new TreeMap<>();
        config.sources().stream()
                .map(source -> config.pipelines().find(source.pipeline()).orElseThrow())
                .distinct()
                .flatMap(pipeline -> pipeline.tables().stream())
                .forEach(table -> add(table, used));
        return used;
    }

    private static void add(TableDefinition table, Map<String, List<JsonRows>> used) {
        if (table.origin() instanceof TableOrigin.Json json) {
            used.computeIfAbsent(json.place(), place -> new ArrayList<>()).add(new JsonRows(table));
        }
    }

    private void start(String name, List<JsonRows> readings) {
        DocumentPlace place = config.documents().get(name);
        if (place == null) {
            LOG.infof(
                    "documents %s: the configuration does not say where they are (documents[].name and url): there are none",
                    name);
            return;
        }
        Duration look =
                place instanceof DocumentPlace.Web
                        ? PollerLimits.WEB_LOOK
                        : PollerLimits.STORED_LOOK;
        Backoff backoff =
                new Backoff(PollerLimits.SHORTEST_PLACE_RETRY, PollerLimits.LONGEST_PLACE_RETRY);
        Thread thread =
                VitalThread.of(
                        "documents-" + name,
                        new DocumentRounds(
                                name, () -> intake(name, place, readings), look, backoff, stopped));
        threads.add(thread);
        thread.start();
    }

    private DocumentIntake intake(String name, DocumentPlace place, List<JsonRows> readings) {
        Place opened = open(place);
        LOG.infof("documents %s: are taken from %s", name, opened.location());
        return new DocumentIntake(
                name,
                opened,
                new DocumentLedger(warehouse, name),
                readings,
                accepted -> count(name, accepted));
    }

    private Place open(DocumentPlace place) {
        Clock clock = Clock.systemUTC();
        if (place instanceof DocumentPlace.Web web) {
            return new WebPlace(vertx, web, clock);
        }
        LakeConfig where = ((DocumentPlace.Stored) place).where();
        return where instanceof LakeConfig.Bucket bucket
                ? new BucketPlace(bucket, clock)
                : new FolderPlace(((LakeConfig.Folder) where).path(), clock);
    }

    private void count(String place, boolean accepted) {
        meters.counter(
                        "freshet.documents",
                        "place",
                        place,
                        "outcome",
                        accepted ? "accepted" : "set-aside")
                .increment();
    }
}
