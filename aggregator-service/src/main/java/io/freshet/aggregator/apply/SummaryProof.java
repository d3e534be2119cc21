package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.aggregator.statement.ProofSql;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.runtime.logging.LogFields;
import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Proves slowly, source by source, that summaries and checksums are what the rows held say, and
 * puts right what is not: somebody may have written to the warehouse. Each comparison is one
 * statement, so that it sees one state. For one thread, which it blocks.
 */
@Singleton
public class SummaryProof {

    private static final Logger LOG = Logger.getLogger(SummaryProof.class);

    private record Source(int id, String name) {}

    private final Pool pool;
    private final AggregatorSettings settings;
    private final ApplyMetrics metrics;
    private final Map<String, PipelineDefinition> pipelines = new LinkedHashMap<>();
    private final ProofPace pace = new ProofPace();

    public SummaryProof(
            Pool pool, AggregatorSettings settings, ApplyMetrics metrics, FreshetConfig config) {
        this.pool = pool;
        this.settings = settings;
        this.metrics = metrics;
        config.pipelines().all().forEach(pipeline -> pipelines.put(pipeline.name(), pipeline));
    }

    /**
     * Goes through all sources once, resting after each comparison that finds nothing so long that
     * it all takes no more than {@link AggregatorLimits#PROOF_PERCENT} of the warehouse's time.
     *
     * @throws RuntimeException if the warehouse does not answer, or the thread is interrupted
     */
    public void pass() {
        pass(AggregatorLimits.PROOF_REST);
    }

    /**
     * As {@link #pass()}.
     *
     * @param rest how long to rest after such a comparison at least
     */
    void pass(Duration rest) {
        try (WarehouseConnection connection =
                WarehouseConnection.open(pool, settings.applyTimeout())) {
            prove(connection, rest);
        }
    }

    private void prove(WarehouseConnection connection, Duration rest) {
        for (Row made : connection.query(CatalogueSql.REVISIONS, Tuple.tuple())) {
            PipelineDefinition pipeline = pipelines.get(made.getString(0));
            if (pipeline == null || pipeline.tablesRevision() != made.getLong(1)) {
                continue;
            }
            List<ProofSql> proofs = new ArrayList<>(ProofSql.of(pipeline));
            proofs.addAll(StarPlan.proofs(pipeline));
            Set<String> building = building(connection);
            for (Source source : sources(connection, pipeline.name())) {
                for (ProofSql proof : proofs) {
                    if (building.contains(proof.object() + " " + source.id())) {
                        continue;
                    }
                    long start = System.nanoTime();
                    List<String> groups = compare(connection, source, proof);
                    Duration worked = Duration.ofNanos(System.nanoTime() - start);
                    if (groups.isEmpty()) {
                        sleep(pace.restAfter(source.id() + " " + proof.object(), worked, rest));
                    } else {
                        // where one thing is wrong others may be: they are not left to rest
                        mend(connection, pipeline, source, proof, groups);
                    }
                }
            }
        }
    }

    private static List<Source> sources(WarehouseConnection connection, String pipeline) {
        List<Source> sources = new ArrayList<>();
        for (Row row : connection.query(RegistrySql.DECLARED_SOURCES, Tuple.tuple())) {
            if (row.getString(2).equals(pipeline)) {
                sources.add(new Source(row.getInteger(0), row.getString(1)));
            }
        }
        return sources;
    }

    /** What is being filled, each as the object, a blank and the source's id. */
    private static Set<String> building(WarehouseConnection connection) {
        Set<String> building = new HashSet<>();
        for (Row row : connection.query(BuildingSql.BY_SOURCE, Tuple.tuple())) {
            building.add(row.getString(0) + " " + row.getInteger(1));
        }
        return building;
    }

    private static void sleep(Duration rest) {
        try {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while proving summaries", e);
        }
    }

    /** The groups that differ. */
    private static List<String> compare(
            WarehouseConnection connection, Source source, ProofSql proof) {
        List<String> groups = new ArrayList<>();
        for (Row row : connection.queryLong(proof.compare(), Tuple.of(source.id()))) {
            groups.add(row.getString(0));
        }
        return groups;
    }

    /** Puts right what differs, while nobody else can change the source's rows. */
    private void mend(
            WarehouseConnection connection,
            PipelineDefinition pipeline,
            Source source,
            ProofSql proof,
            List<String> groups) {
        connection.begin();
        try {
            Tuple one = Tuple.tuple().addArrayOfInteger(new Integer[] {source.id()});
            connection.query(AppliedSql.ADD, one);
            Row applied = connection.query(AppliedSql.LOCK, one).iterator().next();
            Long revision = applied.getLong(5);
            if (revision == null
                    || revision != pipeline.tablesRevision()
                    || building(connection).contains(proof.object() + " " + source.id())) {
                // made anew since it was compared
                connection.rollback();
                return;
            }
            AppliedSource next =
                    new AppliedSource(
                            source.id(),
                            source.name(),
                            applied.getLong(3) + 1,
                            applied.getLong(1),
                            applied.getLong(2),
                            0,
                            0);
            long mended =
                    connection
                            .queryLong(proof.mend(), Tuple.of(source.id(), next.version()))
                            .iterator()
                            .next()
                            .getLong(0);
            if (mended == 0) {
                connection.rollback();
                return;
            }
            connection.finish(AppliedSql.ADVANCE, advance(next));
            metrics.mended(source.name(), mended);
            LogFields.source(source.name())
                    .log(
                            () ->
                                    LOG.warnf(
                                            "Source %s, %s: %d groups were not what the rows held"
                                                    + " say, and are now: %s",
                                            source.name(),
                                            proof.object(),
                                            mended,
                                            String.join(", ", groups)));
        } catch (RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private static Tuple advance(AppliedSource next) {
        return Tuple.tuple()
                .addArrayOfInteger(new Integer[] {next.id()})
                .addArrayOfLong(new Long[] {next.fence()})
                .addArrayOfLong(new Long[] {next.sequence()})
                .addArrayOfLong(new Long[] {next.version()})
                .addArrayOfString(new String[] {new JsonArray().add(next.toJson()).encode()});
    }
}
