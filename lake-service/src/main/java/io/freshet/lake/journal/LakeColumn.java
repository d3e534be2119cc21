package io.freshet.lake.journal;

/**
 * A column of a table as the lake has it.
 *
 * @param name the column in the warehouse
 * @param type its type there, as {@code format_type} writes it
 */
public record LakeColumn(String name, String type) {}
