package io.freshet.launcher.init.described;

import java.util.List;
import java.util.Optional;

/**
 * A database as its catalogue, its statistics and some of its values show it.
 *
 * @param version the server's, such as {@code 15.4}
 * @param user the role that looked
 * @param tables all that is no system's and no extension's
 * @param unlooked how many tables more there are than were looked at
 */
public record DescribedDatabase(
        String version, String user, List<DescribedTable> tables, int unlooked) {

    public DescribedDatabase {
        tables = List.copyOf(tables);
    }

    /** The table of that name; empty where none was looked at. */
    public Optional<DescribedTable> find(QualifiedName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
