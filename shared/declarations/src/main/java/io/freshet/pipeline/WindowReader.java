package io.freshet.pipeline;

import io.freshet.pipeline.Breakdown.Label;
import io.freshet.pipeline.Breakdown.Window;
import io.freshet.yaml.SectionReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which of the last periods a chart shows. */
final class WindowReader {

    private static final int MOST_PERIODS = 10_000;
    private static final String EMPTY_TOO = "empty-periods";
    private static final Pattern LAST =
            Pattern.compile("([1-9][0-9]{0,4}) (second|minute|hour|day|week|month|quarter|year)s?");

    private final SectionReader section;
    private final List<Label> labels;

    /**
     * @param labels what the chart's figures are broken down by
     */
    WindowReader(SectionReader section, List<Label> labels) {
        this.section = section;
        this.labels = labels;
    }

    /** The periods; empty for all. */
    Optional<Window> read() {
        Optional<Window> window = section.optionalText("last").map(this::window);
        if (section.flag(EMPTY_TOO)) {
            if (window.isEmpty() || labels.size() != 1) {
                throw section.invalid(
                        EMPTY_TOO, "needs last, and by with nothing but a period of time");
            }
            return window.map(Window::withEmptyPeriods);
        }
        return window;
    }

    private Window window(String text) {
        Matcher matcher = LAST.matcher(text);
        for (int i = 0; i < labels.size() && matcher.matches(); i++) {
            if (labels.get(i).dimension() instanceof Dimension.Period period
                    && period.calendar().unit().word().equals(matcher.group(2))) {
                int periods = Integer.parseInt(matcher.group(1));
                if (periods <= MOST_PERIODS) {
                    return new Window(i, period.calendar(), periods, false);
                }
            }
        }
        throw section.invalid(
                "last",
                "must be a number, at most %d, of the periods that by names, as in by: {day: orders.placed_at} and last: 30 days"
                        .formatted(MOST_PERIODS));
    }
}
