package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the texts of a column seem to be: numbers, dates, or texts.
 *
 * @param type the type to declare
 * @param missing the values among them that stand for no value
 * @param compactDate whether they are dates without hyphens, such as 20240131
 */
record ReadText(String type, Set<String> missing, boolean compactDate) {

    private static final int ENOUGH = 8;
    private static final int FEW_DIFFERENT = 12;
    private static final Set<String> MARKERS =
            Set.of("NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "-", "--", "?", ".", "NaN");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,15})?");
    private static final Pattern DATE = Pattern.compile("[12][0-9]{3}-[01][0-9]-[0-3][0-9]");
    private static final Pattern TIME =
            Pattern.compile(DATE + " [0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?");
    private static final Pattern COMPACT = Pattern.compile("[12][0-9]{3}[01][0-9][0-3][0-9]");

    /** Judges by the values that were seen; without enough of them they are texts. */
    static ReadText of(DescribedColumn column) {
        List<String> values =
                column.values().stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
        Set<String> markers = new TreeSet<>(values);
        markers.retainAll(MARKERS);
        List<String> rest = values.stream().filter(value -> !markers.contains(value)).toList();
        if (rest.size() < ENOUGH) {
            return text();
        }
        if (all(rest, DATE) && rest.stream().allMatch(ReadText::isDay)) {
            return new ReadText("date", markers, false);
        }
        if (all(rest, TIME)) {
            return new ReadText("timestamp", markers, false);
        }
        if (all(rest, COMPACT) && rest.stream().map(ReadText::hyphened).allMatch(ReadText::isDay)) {
            return new ReadText("text", Set.of(), true);
        }
        boolean code = Words.anyOf(column.name(), Measures.NAMES_OF_CODES);
        return all(rest, NUMBER) && !code && isMeasured(rest)
                ? new ReadText("decimal", markers, false)
                : text();
    }

    private static ReadText text() {
        return new ReadText("text", Set.of(), false);
    }

    private static boolean all(List<String> values, Pattern pattern) {
        return values.stream().allMatch(value -> pattern.matcher(value).matches());
    }

    /** A few whole numbers that come again and again are codes of answers. */
    private static boolean isMeasured(List<String> numbers) {
        return numbers.stream().anyMatch(number -> number.indexOf('.') > 0)
                || numbers.stream().distinct().count() > FEW_DIFFERENT;
    }

    private static String hyphened(String compact) {
        return compact.substring(0, 4) + "-" + compact.substring(4, 6) + "-" + compact.substring(6);
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
