package io.freshet.pipeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * The star schema that is made of a pipeline's rows.
 *
 * @param schema the schema in the warehouse
 * @param tables its tables, in the order declared
 */
public record StarDefinition(String schema, List<StarTable> tables) {

    /** A column of a history that refers to a table. */
    public record Reference(StarTable.History table, StarColumn column) {}

    /** The table of that name, which there is. */
    public StarTable table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no star table " + name));
    }

    /** The tables of one kind. */
    public <T extends StarTable> List<T> all(Class<T> kind) {
        return tables.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What refers to a table. */
    public List<Reference> references(StarTable to) {
        return all(StarTable.History.class).stream()
                .flatMap(
                        table ->
                                table.columns().stream()
                                        .filter(
                                                column ->
                                                        column.references()
                                                                .filter(to.name()::equals)
                                                                .isPresent())
                                        .map(column -> new Reference(table, column)))
                .toList();
    }

    /** As texts that differ exactly where some table would be another one. */
    Stream<String> canonical() {
        return tables.stream()
                .flatMap(
                        table ->
                                Stream.concat(
                                        Stream.of(
                                                "star %s.%s %s"
                                                        .formatted(
                                                                schema,
                                                                table.name(),
                                                                table.kind())),
                                        table.columns().stream()
                                                .map(
                                                        column ->
                                                                "star %s.%s %s %s"
                                                                        .formatted(
                                                                                table.name(),
                                                                                column.name(),
                                                                                column.shape(),
                                                                                column
                                                                                        .content()))));
    }
}
