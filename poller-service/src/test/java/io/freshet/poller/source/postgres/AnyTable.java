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

    /** A table of schema public whose key is a whole number. */
    static TableDefinition of(String name, String key, String... columns) {
        return table(
                new Relation("public", name),
                List.of(new KeyColumn(key, Optional.empty())),
                Stream.of(columns).map(AnyTable::column).toList());
    }

    /**
     * A relation whose key is of any kind.
     *
     * @param keys the columns of the key, which are read too
     * @param further the other columns
     */
    static TableDefinition keyed(Relation relation, List<String> keys, String... further) {
        return table(
                relation,
                keys.stream().map(key -> new KeyColumn(key, Optional.of(column(key)))).toList(),
                Stream.concat(keys.stream(), Stream.of(further)).map(AnyTable::column).toList());
    }

    private static TableDefinition table(
            Relation relation, List<KeyColumn> key, List<ColumnDefinition> columns) {
        return new TableDefinition(
                relation.name(), relation, key, Optional.of("created_at"), Set.of("NA"), columns);
    }

    private static ColumnDefinition column(String name) {
        return new ColumnDefinition(name, name, new TextType(), Optional.empty());
    }
}
