package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.warehouse.layout.QuarantineSql;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the rows of each source that are set aside, which every replica does for itself. For one
 * thread, which it blocks.
 */
@Singleton
public class RowsAsideWatch {

    private final Pool pool;
    private final AggregatorSettings settings;
    private final MultiGauge gauge;
    private final Map<String, Long> counted = new ConcurrentHashMap<>();

    public RowsAsideWatch(Pool pool, AggregatorSettings settings, MeterRegistry registry) {
        this.pool = pool;
        this.settings = settings;
        this.gauge =
                MultiGauge.builder("freshet.rows.aside")
                        .description("Rows that are held and count nowhere, as their contract says")
                        .register(registry);
    }

    /**
     * Counts once.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public void look() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Row source :
                WarehouseException.await(
                        pool.preparedQuery(QuarantineSql.ROWS_ASIDE).execute(),
                        settings.applyTimeout())) {
            String name = source.getString(0);
            counted.put(name, source.getLong(1));
            rows.add(
                    MultiGauge.Row.of(
                            Tags.of("source", name), counted, told -> told.getOrDefault(name, 0L)));
        }
        // Gauges that are there stay: whoever asks at this moment would miss one that is replaced.
        gauge.register(rows);
    }
}
