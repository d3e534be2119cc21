package io.freshet.pipeline;

import java.util.Optional;

/**
 * Any text.
 *
 * @param isVerbatim whether it is held exactly as the source has it, be it empty or white space
 */
public record TextType(boolean isVerbatim) implements ColumnType {

    static final String WORD = "text";
    static final String VERBATIM = "verbatim";

    /** A text of which white space around it does not matter, and without which there is none. */
    public TextType() {
        this(false);
    }

    @Override
    public String warehouseType() {
        return WORD;
    }

    @Override
    public String canonical(boolean grouped) {
        // A text that rows are grouped by is quarantined where it is too long for an index.
        return (grouped ? "group " : "") + (isVerbatim ? VERBATIM + " " : "") + WORD;
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        return RejectionReason.ofText(value, grouped);
    }
}
