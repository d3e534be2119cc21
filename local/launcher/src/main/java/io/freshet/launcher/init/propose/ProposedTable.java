package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table of a proposed definition.
 *
 * @param name its name in the warehouse
 * @param origin the table that it is read from
 * @param key the names that the columns of its key have in the warehouse
 * @param keyNote what there is to say of the key; empty for nothing
 * @param time the source's column that says when a row came to be, if any
 * @param missing values that stand for no value
 * @param columns all that can be read, those that are left out included
 * @param derived columns that are worked out
 */
public record ProposedTable(
        String name,
        DescribedTable origin,
        List<String> key,
        String keyNote,
        Optional<String> time,
        Set<String> missing,
        List<ProposedColumn> columns,
        List<ProposedColumn> derived) {

    public ProposedTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        derived = List.copyOf(derived);
    }

    /** What the source calls it. */
    public QualifiedName source() {
        return origin.name();
    }

    /** The columns that are read or worked out, in their order. */
    public Stream<ProposedColumn> read() {
        return Stream.concat(columns.stream().filter(ProposedColumn::isRead), derived.stream());
    }

    /** The column that is read from that of the source; empty where none is. */
    Optional<ProposedColumn> readFrom(String source) {
        return columns.stream()
                .filter(ProposedColumn::isRead)
                .filter(column -> column.source().equals(source))
                .findFirst();
    }

    /** Its key, where that is one column. */
    Optional<ProposedColumn> singleKey() {
        return key.size() == 1
                ? columns.stream().filter(column -> column.name().equals(key.get(0))).findFirst()
                : Optional.empty();
    }

    /** The same with a column of another type. */
    ProposedTable with(ProposedColumn changed) {
        return new ProposedTable(
                name,
                origin,
                key,
                keyNote,
                time,
                missing,
                columns.stream()
                        .map(column -> column.name().equals(changed.name()) ? changed : column)
                        .toList(),
                derived);
    }
}
