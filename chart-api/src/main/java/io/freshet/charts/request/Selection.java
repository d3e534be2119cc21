package io.freshet.charts.request;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The part of a chart that a request asks for. */
public sealed interface Selection {

    /** All that there is. */
    Selection ALL = new All();

    /** Everything, as without parameters. */
    record All() implements Selection {}

    /**
     * Some groups.
     *
     * @param codes the upper-cased codes, at least one
     */
    record Codes(Set<String> codes) implements Selection {}

    /**
     * The last hours.
     *
     * @param hours how many, 1 to 168
     * @param zone where the clock hangs that says when an hour is full
     */
    record Hours(int hours, ZoneId zone) implements Selection {}

    /**
     * Groups that have one of some values of each of some dimensions.
     *
     * @param choices of each dimension, by its place in the summary, the ranges that its value may
     *     be in: at least one
     */
    record Choices(Map<Integer, List<Range>> choices) implements Selection {}

    /**
     * Values from one to another, both included.
     *
     * @param from as parts of groups are; null where nothing is too low
     * @param to the same; null where nothing is too high
     */
    record Range(Object from, Object to) {}

    /**
     * The code that stands for a text: with its letters a to z in upper case. Other letters stay as
     * they are, as some of them would turn into A to Z.
     */
    static String codeOf(String text) {
        return text.chars().allMatch(letter -> letter < 128) ? text.toUpperCase(Locale.ROOT) : text;
    }
}
