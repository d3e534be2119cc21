package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.events.TableId;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.publish.InMemoryBroker;
import io.freshet.poller.source.RowMeaning;
import io.freshet.poller.source.memory.InMemorySource;
import io.freshet.poller.source.memory.InMemoryTable;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.status.SourceMeters;
import io.freshet.poller.status.SourceReport;
import io.freshet.poller.status.SourceStatuses;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.InMemoryWarehouse;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.runtime.tracing.Tracing;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One source, tailed on virtual time, with a broker and a warehouse in memory. */
final class SimulatedPoller {

    static final TableId TABLE = new TableId("pisa", "responses");

    /** A table like the other, whose key is no whole number. */
    static final PipelineDefinition HASHED =
            PipelineReader.read(
                    "hashed",
                    new StringReader(
                            """
                            pipeline: pisa
                            tables:
                              responses: {key: id, columns: {id: {type: uuid}, escs: {type: text}}}
                            """));

    private static final PipelineDefinition PIPELINE = PipelineLibrary.load(List.of()).all().get(0);
    private static final Map<String, String> ATTRIBUTES = Map.of("country", "FRA");

    private final PipelineDefinition pipeline;

    final VirtualTime time = new VirtualTime();
    final InMemorySource source = new InMemorySource(time);
    final InMemoryWarehouse warehouse;
    final InMemoryBroker broker;
    final InMemoryTable table = source.table(TABLE.table());
    final SourceMeter meter;
    private final SourceStatuses statuses = new SourceStatuses();
    private final SourceWorker worker;
    private final Set<String> said = new LinkedHashSet<>();

    SimulatedPoller() {
        this(Duration.ofMillis(100));
    }

    SimulatedPoller(Duration pollInterval) {
        this(PIPELINE, pollInterval);
    }

    SimulatedPoller(PipelineDefinition pipeline) {
        this(pipeline, Duration.ofMillis(100));
    }

    private SimulatedPoller(PipelineDefinition pipeline, Duration pollInterval) {
        this.pipeline = pipeline;
        warehouse = new InMemoryWarehouse(time, pipeline.tables().get(0).home());
        broker = new InMemoryBroker(time, warehouse::apply);
        OwnedSource owned = new OwnedSource(1, config(pollInterval));
        meter = new SourceMeters(time.registry(), statuses).of(owned);
        AppliedWatch watch = new AppliedWatch(time, warehouse);
        watch.begin();
        StatusLine status =
                new StatusLine(1, owned.name(), 1, time, meter::differences, this::tell);
        worker =
                new SourceWorker(
                        new TailedSource(
                                owned,
                                pipeline,
                                source,
                                warehouse,
                                broker,
                                Tracing.OFF,
                                new LoadingSlots(),
                                time,
                                meter,
                                status),
                        watch,
                        () -> statuses.remove(1));
    }

    static SourceConfig config(Duration pollInterval) {
        return new SourceConfig(
                "fra",
                DatabaseUrl.parse("postgresql://nowhere:5432/fra"),
                "reader",
                new Secret("none"),
                PIPELINE.name(),
                ATTRIBUTES,
                pollInterval,
                SweepConfig.DEFAULT,
                AccessConfig.DEFAULT);
    }

    private void tell(SourceReport report) {
        statuses.put(report);
        said.add(report.status().detail());
    }

    /** All that was said of the source so far. */
    Set<String> said() {
        return said;
    }

    SimulatedPoller start() {
        worker.start(1);
        return this;
    }

    /** One call of source, warehouse or broker fails. */
    void failing(NthCall call) {
        source.failing(call);
        warehouse.failing(call);
        broker.failing(call);
    }

    /** Starts, and waits until everything is read. */
    SimulatedPoller started() {
        start();
        pass(Duration.ofSeconds(2));
        assertThat(status().state()).as(status().detail()).isEqualTo(SourceState.LIVE);
        assertExact();
        return this;
    }

    void stop() {
        worker.stop();
        time.settle();
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    WorkerState state() {
        return worker.state();
    }

    boolean isTold() {
        return statuses.find(1).isPresent();
    }

    SourceReport report() {
        return statuses.find(1).orElseThrow();
    }

    SourceStatus status() {
        return report().status();
    }

    /** Under which the rows of the table are read. */
    long meaning() {
        return RowMeaning.of(pipeline, pipeline.tables().get(0), ATTRIBUTES);
    }

    /** Under which the rows of one of its tables are read. */
    long meaning(String name) {
        return RowMeaning.of(pipeline, pipeline.table(name), ATTRIBUTES);
    }

    boolean isExact() {
        Map<Long, InMemoryWarehouse.HeldRow> held = warehouse.rows(TABLE);
        return table.isHeld(
                meaning(),
                held.size(),
                (key, digest) -> held.containsKey(key) && held.get(key).digest() == digest);
    }

    /** Whether this is what the warehouse has of a row. */
    boolean holds(long key, String value) {
        InMemoryWarehouse.HeldRow row = warehouse.rows(TABLE).get(key);
        return row != null && row.value().equals(value);
    }

    void assertExact() {
        assertThat(warehouse.digests(TABLE)).isEqualTo(table.digests(meaning()));
    }

    /** Lets time pass until source and warehouse are the same; gives how long that took. */
    Duration untilExact(Duration atMost) {
        long began = time.millis();
        while (!isExact()) {
            assertThat(time.millis() - began)
                    .as("milliseconds, while it says %s", statuses.find(1))
                    .isLessThanOrEqualTo(atMost.toMillis());
            pass(Duration.ofMillis(10));
        }
        return Duration.ofMillis(time.millis() - began);
    }

    /** Rows that reconciliation found, and not a poll. */
    long reconciled() {
        return meter.differences();
    }

    /** Polls that were answered. */
    long polls() {
        return meter.polls().count();
    }
}
