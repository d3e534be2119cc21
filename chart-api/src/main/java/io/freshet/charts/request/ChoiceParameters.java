package io.freshet.charts.request;

import io.freshet.charts.request.Selection.Range;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.pipeline.Breakdown.Label;
import io.freshet.pipeline.Dimension;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parameters that choose by dimensions: each a comma-separated list of values or of ranges such as
 * {@code 10..20}; an empty one means all.
 */
public final class ChoiceParameters extends RequestReader {

    private static final String RANGE = "..";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final List<Label> labels;

    /**
     * @param labels the dimensions that requests may choose by
     */
    public ChoiceParameters(List<Label> labels) {
        this.labels = List.copyOf(labels);
    }

    @Override
    public List<Parameter> parameters() {
        return labels.stream()
                .map(
                        label ->
                                new Parameter(
                                        label.name(),
                                        label.dimension().kind().word(),
                                        "Comma-separated values (%s), or ranges of them such as a..b with both ends included; only what has one of them is counted, all where it is empty."
                                                .formatted(told(label.dimension().kind())),
                                        example(label.dimension().kind())))
                .toList();
    }

    private static String example(Dimension.Kind kind) {
        return switch (kind) {
            case TEXT -> "";
            case NUMBER -> "1,10..20";
            case BOOLEAN -> "true";
            case DATE -> "2026-11-01..2026-11-30";
            case TIME -> "2026-11-25T09:00:00..";
            case INSTANT -> "2026-11-25T09:00:00Z..";
        };
    }

    private static String told(Dimension.Kind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case NUMBER -> "numbers";
            case BOOLEAN -> "true or false";
            case DATE -> "days such as 2026-11-25";
            case TIME -> "times such as 2026-11-25T09:00:00";
            case INSTANT -> "instants such as 2026-11-25T09:00:00Z";
        };
    }

    @Override
    Selection select(Map<String, String> given) throws BadParameterException {
        Map<Integer, List<Range>> choices = new HashMap<>();
        for (Label label : labels) {
            String list = given.getOrDefault(label.name(), "");
            if (!list.isBlank()) {
                List<Range> ranges = new ArrayList<>();
                for (String item : QueryString.list(label.name(), list)) {
                    ranges.add(range(label, item.strip()));
                }
                choices.put(label.place(), List.copyOf(ranges));
            }
        }
        return choices.isEmpty() ? Selection.ALL : new Selection.Choices(Map.copyOf(choices));
    }

    private static Range range(Label label, String item) throws BadParameterException {
        int dots = item.indexOf(RANGE);
        if (dots < 0) {
            Object value = value(label, item);
            return new Range(value, value);
        }
        String from = item.substring(0, dots);
        String to = item.substring(dots + RANGE.length());
        return new Range(
                from.isEmpty() ? null : value(label, from), to.isEmpty() ? null : value(label, to));
    }

    private static Object value(Label label, String text) throws BadParameterException {
        try {
            if (text.length() <= ChartLimits.CODE_CHARACTERS) {
                return switch (label.dimension().kind()) {
                    case TEXT -> text;
                    case NUMBER -> number(text);
                    case BOOLEAN -> truth(text);
                    case DATE -> LocalDate.parse(text).toString();
                    case TIME -> TIME.format(LocalDateTime.parse(text));
                    case INSTANT ->
                            TIME.format(
                                    OffsetDateTime.parse(text)
                                            .withOffsetSameInstant(ZoneOffset.UTC));
                };
            }
        } catch (NumberFormatException | DateTimeException e) {
            // said below
        }
        throw new BadParameterException(
                label.name(),
                "\"%s\" is none of its values: %s"
                        .formatted(QueryString.shown(text), told(label.dimension().kind())));
    }

    private static BigDecimal number(String text) {
        if (!text.matches("-?[0-9]{1,100}([.][0-9]{1,100})?")) {
            throw new NumberFormatException(text);
        }
        return new BigDecimal(text);
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new NumberFormatException(text);
        }
        return Boolean.valueOf(text);
    }
}
