package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.warehouse.WarehouseException;
import java.util.List;

/**
 * Where changes are applied: the warehouse, or what stands for it in tests. For one thread, which
 * it blocks.
 */
public interface ChangeApplier extends AutoCloseable {

    /**
     * Applies changes in their order; when it returns, they are committed.
     *
     * @throws UnfitChangeException if one of them can never be applied; others may be committed,
     *     and it does no harm to hand in all again
     * @throws WarehouseException if the warehouse is to blame: worth another try with all
     */
    void apply(List<PreparedChange> changes) throws UnfitChangeException;

    /** Gives up what is held for applying. */
    @Override
    void close();
}
