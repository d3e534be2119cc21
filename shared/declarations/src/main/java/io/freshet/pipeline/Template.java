package io.freshet.pipeline;

import java.util.LinkedHashMap;
import java.util.List;

/** Part of a chart's answer: JSON with places for what the summary says. */
public sealed interface Template {

    /** A JSON object with its fields in order. */
    record Fields(LinkedHashMap<String, Template> fields) implements Template {}

    /** A JSON array. */
    record Elements(List<Template> elements) implements Template {}

    /** The group's own text. */
    record Group() implements Template {}

    /** A number. */
    record Figure(Expression expression) implements Template {}

    /** A constant text. */
    record Constant(String text) implements Template {}
}
