package io.freshet.launcher.init.propose;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which column of a table names its rows for people. */
final class NameRule {

    private static final List<String> NAMES =
            List.of("name", "title", "label", "description", "desc", "text", "code", "symbol");

    private NameRule() {}

    /** The column; empty where none seems to. */
    static Optional<ProposedColumn> of(ProposedTable table) {
        return table.read()
                .filter(column -> column.origin().isText() && column.type().equals("text"))
                .filter(column -> PersonalData.reason(column.origin()).isEmpty())
                .filter(column -> NAMES.contains(Words.last(column.source())))
                .min(Comparator.comparing(column -> NAMES.indexOf(Words.last(column.source()))));
    }
}
