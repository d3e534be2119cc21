package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A short upper-case code; one that does not match is quarantined.
 *
 * @param pattern what a code must match after upper-casing
 * @param defaultAttribute the source's attribute that stands in for a missing or wrong code; where
 *     empty, such a code is missing
 */
public record CodeType(Pattern pattern, Optional<String> defaultAttribute) implements ColumnType {

    static final String WORD = "code";

    static CodeType read(SectionReader section) {
        return new CodeType(
                PipelineReader.pattern(section, "pattern"), section.optionalText("otherwise"));
    }

    @Override
    public boolean takesAll(String sourceType) {
        return Set.of("text", "character varying", "character").contains(sourceType);
    }

    @Override
    public String warehouseType() {
        return "text";
    }

    @Override
    public String canonical(boolean grouped) {
        return "code /%s/ otherwise %s".formatted(pattern.pattern(), defaultAttribute.orElse("-"));
    }

    @Override
    public String shaped(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        // A pattern may take a stack frame for each character.
        if (value.length() > ValueLimits.LONGEST_CODE || !pattern.matcher(value).matches()) {
            return Optional.of(RejectionReason.NOT_A_CODE);
        }
        return RejectionReason.ofText(value, grouped);
    }
}
