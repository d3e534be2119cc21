package io.freshet.pipeline;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change of the source's schema does to a table.
 *
 * @param tables what it does that the source has no such table: freeze or follow
 * @param columns what it does that a declared column is gone, or that there is one which is not
 *     declared; where it is empty the first freezes the table, and the second is nobody's business
 * @param types what it does that a column, or a value, is not of the declared type; to freeze is
 *     about columns, and lets values be set aside
 * @param ignored columns of the source that are known, and not meant by {@code columns}
 */
public record TableContract(
        ContractRule tables,
        Optional<ContractRule> columns,
        ContractRule types,
        Set<String> ignored) {

    /** That of a table of which nothing is said. */
    public static final TableContract USUAL =
            new TableContract(
                    ContractRule.FREEZE, Optional.empty(), ContractRule.SET_VALUE_ASIDE, Set.of());

    public TableContract {
        ignored = Set.copyOf(ignored);
    }

    /** Whether columns that are not declared are read, and declared ones may be gone. */
    public boolean readsFurther() {
        return columns.isPresent() && !freezesColumns();
    }

    /** Whether a column that is not declared sets the table aside. */
    public boolean freezesColumns() {
        return columns.equals(Optional.of(ContractRule.FREEZE));
    }

    /** Whether rows can be held that count nowhere. */
    public boolean setsRowsAside() {
        return types == ContractRule.SET_ROW_ASIDE
                || columns.equals(Optional.of(ContractRule.SET_ROW_ASIDE));
    }

    /**
     * As a text that differs exactly where rows held under it would differ; empty for the usual.
     */
    String canonical() {
        String further =
                readsFurther()
                        ? " columns:%s without %s"
                                .formatted(columns.orElseThrow().word(), new TreeSet<>(ignored))
                        : "";
        return types == ContractRule.SET_ROW_ASIDE ? further + " types:" + types.word() : further;
    }
}
