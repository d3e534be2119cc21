package io.freshet.charts.request;

/**
 * A query parameter that a chart has, as its documentation tells it.
 *
 * @param name its name
 * @param description what it does, in a sentence
 * @param example a value that it can have
 */
public record Parameter(String name, String description, String example) {}
