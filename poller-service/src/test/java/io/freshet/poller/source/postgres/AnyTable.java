package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.Relation;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TextType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Definitions of tables with columns of any type. */
final class AnyTable {

    private AnyTable() {}

    /** A table with columns of any type. */
    static TableDefinition of(String name, String key, String... columns) {
        return new TableDefinition(
                name,
                new Relation("public", name),
                List.of(new KeyColumn(key, Optional.empty())),
                Optional.of("created_at"),
                Set.of("NA"),
                Stream.of(columns)
                        .map(
                                column ->
                                        new ColumnDefinition(
                                                column, column, new TextType(), Optional.empty()))
                        .toList());
    }
}
