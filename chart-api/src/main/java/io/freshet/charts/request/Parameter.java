package io.freshet.charts.request;

/**
 * A query parameter that a chart has, as its documentation tells it.
 *
 * @param name its name
 * @param type what its values are: {@code codes}, {@code hours}, {@code zone}, or the type of what
 *     is chosen by, such as {@code text} or {@code date}
 * @param description what it does, in a sentence
 * @param example a value that it can have
 */
public record Parameter(String name, String type, String description, String example) {}
