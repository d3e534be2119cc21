package io.freshet.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done where a source is not as a table's definition has it. Nothing is ever discarded. */
public enum ContractRule {
    /** The source is followed. */
    FOLLOW("follow"),
    /** The table is set aside whole, with its last rows, until source or definition is mended. */
    FREEZE("freeze"),
    /** The rows that it is about are held, and count nowhere. */
    SET_ROW_ASIDE("set-row-aside"),
    /** The values that it is about are quarantined, and count as missing. */
    SET_VALUE_ASIDE("set-value-aside");

    private final String word;

    ContractRule(String word) {
        this.word = word;
    }

    /** As definitions write it. */
    String word() {
        return word;
    }

    static Optional<ContractRule> of(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }

    /** All words, as definitions write them. */
    static List<String> words() {
        return Arrays.stream(values()).map(ContractRule::word).toList();
    }
}
