package io.freshet.pipeline;

import java.util.Optional;

/** Any text. */
public record TextType() implements ColumnType {

    static final String WORD = "text";

    @Override
    public String warehouseType() {
        return "text";
    }

    @Override
    public String canonical(boolean grouped) {
        // A text that rows are grouped by is quarantined where it is too long for an index.
        return grouped ? "group text" : WORD;
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        return RejectionReason.ofText(value, grouped);
    }
}
