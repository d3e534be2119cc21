package io.freshet.simulator.traffic;

import io.freshet.simulator.answers.AnswerSheet;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.country.CountryProfile;
import io.freshet.simulator.database.SimulatedTable;
import io.freshet.simulator.database.SourceDatabases;
import io.freshet.simulator.database.SubmissionWriter;
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
public final class SourceFleet {
    private static final long TICK_MS = 10;

    private final Vertx vertx;
    private final FleetSettings settings;
    private final Map<CountryCode, SourceLoadGenerator> generators = new LinkedHashMap<>();
    private final List<Consumer<CommittedRows>> listeners = new CopyOnWriteArrayList<>();
    private final SourceDatabases databases;
    private final SourceControls all;
    private final long timer;
    private final Uni<Void> closing = Uni.createFrom().deferred(this::end).memoize().indefinitely();

    private SourceFleet(Vertx vertx, FleetSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.databases = new SourceDatabases(vertx, settings.server());
        Calibration calibration = Calibration.load();
        SurveyColumns survey = SurveyColumns.load();
        List<CountryProfile> countries =
                settings.countries().stream().map(calibration::of).toList();
        double students = countries.stream().mapToInt(CountryProfile::students).sum();
        for (CountryProfile country : countries) {
            int past = (int) Math.round(settings.pastRows() * (country.students() / students));
            generators.put(country.code(), generator(country, survey, past));
        }
        this.all = new SourceControls(List.copyOf(generators.values()));
        this.timer =
                vertx.setPeriodic(
                        TICK_MS, id -> generators.values().forEach(SourceLoadGenerator::tick));
    }

    /**
     * Creates the reader, databases and tables that are absent; the traffic is stopped, its rate 0.
     *
     * @param vertx runs all connections and timers; not closed with the fleet
     * @return the fleet; a source that could not be created says so in its status and is tried
     *     again when started. Fails when the server cannot be reached, lets nobody in, or refuses
     *     the reader
     */
    public static Uni<SourceFleet> create(Vertx vertx, FleetSettings settings) {
        SourceFleet fleet = new SourceFleet(vertx, settings);
        return fleet.prepare()
                .replaceWith(fleet)
                .onFailure()
                .call(fleet::close)
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
    public FleetSettings settings() {
        return settings;
    }

    /** The controls of all sources together. */
    public SourceControls all() {
        return all;
    }

    /** The controls of one source; empty when there is none of that country. */
    public Optional<SourceControls> source(CountryCode country) {
        return Optional.ofNullable(generators.get(country))
                .map(generator -> new SourceControls(List.of(generator)));
    }

    /**
     * Has every commit of new rows reported, as soon as it has returned.
     *
     * @param listener called on event loops: must not block
     */
    public void onCommit(Consumer<CommittedRows> listener) {
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
                                                generators.values().stream()
                                                        .map(SourceFleet::createOrNote)
                                                        .toList())
                                        .andFailFast())
                .replaceWithVoid();
    }

    private static Uni<Void> createOrNote(SourceLoadGenerator generator) {
        return generator.create().onFailure().recoverWithNull();
    }

    private SourceLoadGenerator generator(CountryProfile country, SurveyColumns survey, int past) {
        String database = settings.database(country.code());
        SimulatedTable table =
                new SimulatedTable(
                        database, settings.columns(), settings.pastRows() > 0, settings.reader());
        SubmissionWriter writer =
                new SubmissionWriter(
                        vertx,
                        settings.server(),
                        database,
                        columns -> AnswerSheet.fill(survey, columns, country, settings.seed()));
        return new SourceLoadGenerator(
                country,
                database,
                settings,
                writer,
                () ->
                        databases
                                .createDatabase(database)
                                .chain(() -> writer.create(table))
                                .chain(
                                        made ->
                                                PastDay.write(
                                                        writer,
                                                        country,
                                                        made ? past : 0,
                                                        settings.seed())),
                commit -> listeners.forEach(listener -> listener.accept(commit)));
    }
}
