package io.freshet.poller.schema;

/**
 * A column of a source's table.
 *
 * @param name its name in the source
 * @param type as {@code format_type} writes it, with its length
 * @param notNull whether it cannot be null
 */
public record SourceColumn(String name, String type, boolean notNull) {}
