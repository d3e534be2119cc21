package io.freshet.charts.board;

import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.Scope;
import io.freshet.charts.warehouse.SummaryTable;
import io.freshet.charts.warehouse.WarehouseReader;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reading over one connection, with what is known of the tables there. Not thread-safe. */
final class WarehouseSession {

    private final WarehouseReader reader;
    private Set<String> existing = Set.of();

    WarehouseSession(WarehouseReader reader) {
        this.reader = reader;
    }

    /**
     * Reads the registry and what changed in any source.
     *
     * @return empty where the warehouse has no tables of Freshet yet
     */
    Future<Optional<Refreshed>> readAll(ChartModel model) {
        Set<String> needed = new HashSet<>(WarehouseReader.REGISTRY_TABLES);
        model.tables().forEach(table -> needed.add(table.qualifiedName()));
        if (existing.containsAll(needed)) {
            return read(model, true, model.versions());
        }
        return reader.existing(needed)
                .compose(
                        found -> {
                            existing = found;
                            return found.containsAll(WarehouseReader.REGISTRY_TABLES)
                                    ? read(model, true, model.versions())
                                    : Future.succeededFuture(Optional.empty());
                        });
    }

    /** Reads what changed in some sources; those that are not known yet are passed over. */
    Future<Optional<Refreshed>> readSome(ChartModel model, Set<Integer> sources) {
        Map<Integer, Long> seen = new HashMap<>(model.versions());
        seen.keySet().retainAll(sources);
        return read(model, false, seen);
    }

    private Future<Optional<Refreshed>> read(
            ChartModel model, boolean everything, Map<Integer, Long> seen) {
        List<SummaryTable<?>> tables =
                model.tables().stream()
                        .filter(table -> existing.contains(table.qualifiedName()))
                        .filter(table -> everything || table.isLoaded())
                        .toList();
        return reader.read(new Scope(everything, Map.copyOf(seen), tables, model.windowStart()))
                .map(Optional::of);
    }
}
