package io.freshet.simulator.traffic;

import io.freshet.simulator.answers.AnswerSheet;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.country.CountryProfile;
import io.freshet.simulator.database.SourceDatabases;
import io.freshet.simulator.database.SourceTable;
import io.freshet.simulator.database.SourceWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Source databases with their traffic. Sources are independent: one that is slow or away delays no
 * other. Needs no container, only a Vert.x instance; thread-safe.
 */
public final class SourceFarm {
    private static final long TICK_MS = 10;

    private final Vertx vertx;
    private final FarmSettings settings;
    private final Map<CountryCode, SourcePump> pumps = new LinkedHashMap<>();
    private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
    private final SourceDatabases databases;
    private final Sources all;
    private final long timer;
    private final Uni<Void> closing = Uni.createFrom().deferred(this::end).memoize().indefinitely();

    private SourceFarm(Vertx vertx, FarmSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.databases = new SourceDatabases(vertx, settings.server());
        Calibration calibration = Calibration.load();
        SurveyColumns survey = SurveyColumns.load();
        for (CountryCode country : settings.countries()) {
            pumps.put(country, pump(calibration.of(country), survey));
        }
        this.all = new Sources(List.copyOf(pumps.values()));
        this.timer = vertx.setPeriodic(TICK_MS, id -> pumps.values().forEach(SourcePump::tick));
    }

    /**
     * Creates the reader, databases and tables that are absent; the traffic is stopped, its rate 0.
     *
     * @param vertx runs all connections and timers; not closed with the farm
     * @return the farm; a source that could not be created says so in its status and is tried again
     *     when started. Fails when the server cannot be reached, lets nobody in, or refuses the
     *     reader
     */
    public static Uni<SourceFarm> create(Vertx vertx, FarmSettings settings) {
        SourceFarm farm = new SourceFarm(vertx, settings);
        return farm.prepare()
                .replaceWith(farm)
                .onFailure()
                .call(farm::close)
                .onFailure()
                .transform(
                        failure ->
                                new IllegalStateException(
                                        "No sources can be simulated on %s: %s"
                                                .formatted(
                                                        settings.server().address(),
                                                        failure.getMessage()),
                                        failure));
    }

    /** The settings it was created with. */
    public FarmSettings settings() {
        return settings;
    }

    /** The controls of all sources together. */
    public Sources all() {
        return all;
    }

    /** The controls of one source; empty when there is none of that country. */
    public Optional<Sources> source(CountryCode country) {
        return Optional.ofNullable(pumps.get(country)).map(pump -> new Sources(List.of(pump)));
    }

    /**
     * Has every commit of new rows reported, as soon as it has returned.
     *
     * @param listener called on event loops: must not block
     */
    public void onCommit(Consumer<Commit> listener) {
        listeners.add(listener);
    }

    /** Ends traffic and connections; statements under way are finished. Databases stay. */
    public Uni<Void> close() {
        return closing;
    }

    private Uni<Void> end() {
        all.stop();
        return all.whenQuiet().invoke(() -> vertx.cancelTimer(timer)).chain(databases::close);
    }

    private Uni<Void> prepare() {
        return databases
                .check()
                .chain(
                        () ->
                                settings.reader()
                                        .map(databases::createRole)
                                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(
                        () ->
                                Uni.join()
                                        .all(
                                                pumps.values().stream()
                                                        .map(SourceFarm::createOrNote)
                                                        .toList())
                                        .andFailFast())
                .replaceWithVoid();
    }

    private static Uni<Void> createOrNote(SourcePump pump) {
        return pump.create().onFailure().recoverWithNull();
    }

    private SourcePump pump(CountryProfile country, SurveyColumns survey) {
        String database = settings.database(country.code());
        SourceTable table = new SourceTable(database, settings.columns(), settings.reader());
        SourceWriter writer =
                new SourceWriter(
                        vertx,
                        settings.server(),
                        database,
                        columns -> AnswerSheet.fill(survey, columns, country, settings.seed()));
        return new SourcePump(
                country,
                database,
                settings,
                writer,
                () -> databases.createDatabase(database).chain(() -> writer.create(table)),
                commit -> listeners.forEach(listener -> listener.accept(commit)));
    }
}
