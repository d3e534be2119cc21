package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.ChangeSender;
import io.freshet.poller.reconcile.SourceBudget;
import io.freshet.poller.source.RowMeaning;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.runtime.retry.Backoff;
import io.freshet.runtime.tracing.Tracing;

/**
 * A source that is tailed: what all states of its worker share. To be used from the source's loop.
 */
final class TailedSource {

    private final OwnedSource source;
    private final PipelineDefinition pipeline;
    private final SourceConnector connector;
    private final HeldState held;
    private final ChangeSender sender;
    private final Tracing tracing;
    private final LoadingSlots slots;
    private final EventLoop loop;
    private final SourceMeter meter;
    private final StatusLine status;
    private final SourceBudget budget;
    private final TablesAside aside;
    private final Backoff sourceBackoff =
            new Backoff(PollerLimits.FIRST_SOURCE_PAUSE, PollerLimits.LONGEST_SOURCE_PAUSE);
    private final Backoff epochBackoff =
            new Backoff(PollerLimits.FIRST_EPOCH_PAUSE, PollerLimits.LONGEST_EPOCH_PAUSE);
    private int openings;
    private long provenSince;

    TailedSource(
            OwnedSource source,
            PipelineDefinition pipeline,
            SourceConnector connector,
            HeldState held,
            ChangeSender sender,
            Tracing tracing,
            LoadingSlots slots,
            EventLoop loop,
            SourceMeter meter,
            StatusLine status) {
        this.source = source;
        this.pipeline = pipeline;
        this.connector = connector;
        this.held = held;
        this.sender = sender;
        this.tracing = tracing;
        this.slots = slots;
        this.loop = loop;
        this.meter = meter;
        this.status = status;
        this.budget = new SourceBudget(source.config().sweeps(), loop, meter.share());
        this.aside = new TablesAside(source.name(), pipeline, loop, status);
        this.provenSince = loop.wallMicros();
    }

    OwnedSource owned() {
        return source;
    }

    PipelineDefinition pipeline() {
        return pipeline;
    }

    SourceConnector connector() {
        return connector;
    }

    HeldState held() {
        return held;
    }

    ChangeSender sender() {
        return sender;
    }

    Tracing tracing() {
        return tracing;
    }

    LoadingSlots slots() {
        return slots;
    }

    EventLoop loop() {
        return loop;
    }

    SourceMeter meter() {
        return meter;
    }

    SourceBudget budget() {
        return budget;
    }

    StatusLine status() {
        return status;
    }

    /** The tables that are not read, or not proven since they were not. */
    TablesAside aside() {
        return aside;
    }

    /** Rows that are held under another definition or other attributes of the source differ. */
    long meaning(TableDefinition table) {
        return RowMeaning.of(pipeline, table, source.config().attributes());
    }

    /** Ends an epoch. */
    void leave(Epoch epoch) {
        proven(epoch.provenAt());
        epoch.close();
        status.ended(epoch);
    }

    /** How often an epoch was opened in vain since the last one that was applied. */
    int openingsInVain() {
        return openings;
    }

    void openedInVain() {
        openings++;
    }

    void opened() {
        openings = 0;
    }

    /** All was proven up to then, microseconds since 1970 UTC. */
    void proven(long at) {
        provenSince = Math.max(provenSince, at);
    }

    /** Up to when epochs before have proven all, or when tailing began if none has. */
    long provenSince() {
        return provenSince;
    }

    /** All went well: the next failure is a first one. */
    void well() {
        sourceBackoff.reset();
        epochBackoff.reset();
    }

    /** Waits as after a source that could not be read, then goes on with another state. */
    WorkerState waitForSource(SourceState state, String sentence, WorkerState next) {
        status.say(state, sentence);
        return new Waiting(this, sourceBackoff.nextMillis(), next);
    }

    /** Waits as after an epoch that failed, then goes on with another state. */
    WorkerState waitForEpoch(String sentence, WorkerState next) {
        status.say(SourceState.CATCHING_UP, sentence);
        return new Waiting(this, epochBackoff.nextMillis(), next);
    }
}
