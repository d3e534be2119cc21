package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedColumn.Nature;
import io.freshet.launcher.init.described.DescribedColumn.Rights;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.Access;
import io.freshet.launcher.init.described.DescribedTable.DescribedIndex;
import io.freshet.launcher.init.described.DescribedTable.Kind;
import io.freshet.launcher.init.described.DescribedTable.Reference;
import io.freshet.launcher.init.described.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Describes tables as a look at a database would. Not thread-safe. */
final class Tables {

    private final QualifiedName name;
    private Kind kind = Kind.TABLE;
    private long rows = 1_000;
    private Access access = Access.READABLE;
    private final List<DescribedColumn> columns = new ArrayList<>();
    private final List<DescribedIndex> indexes = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    private Tables(String name) {
        this.name = new QualifiedName("public", name);
    }

    /** A table of a thousand rows in {@code public}, without columns. */
    static Tables table(String name) {
        return new Tables(name);
    }

    /** A column that can be read and is never null. */
    static DescribedColumn column(String name, String type, String... values) {
        return new DescribedColumn(
                name,
                type.replaceFirst("\\(.*", ""),
                type,
                Nature.BASE,
                new Rights(true, true, false, false),
                "",
                OptionalDouble.empty(),
                List.of(values));
    }

    Tables is(Kind other) {
        kind = other;
        return this;
    }

    Tables rows(long count) {
        rows = count;
        return this;
    }

    Tables access(Access other) {
        access = other;
        return this;
    }

    Tables with(String column, String type, String... values) {
        columns.add(column(column, type, values));
        return this;
    }

    Tables with(DescribedColumn column) {
        columns.add(column);
        return this;
    }

    /** A column that the database numbers. */
    Tables numbered(String column) {
        DescribedColumn plain = column(column, "bigint");
        columns.add(
                new DescribedColumn(
                        plain.name(),
                        plain.type(),
                        plain.declared(),
                        plain.nature(),
                        new Rights(true, true, true, false),
                        "",
                        plain.distinct(),
                        plain.values()));
        return this;
    }

    Tables key(String... names) {
        indexes.add(0, new DescribedIndex(List.of(names), true, true));
        return this;
    }

    Tables unique(String... names) {
        indexes.add(new DescribedIndex(List.of(names), true, false));
        return this;
    }

    Tables refers(String column, String table, String key) {
        references.add(
                new Reference(List.of(column), new QualifiedName("public", table), List.of(key)));
        return this;
    }

    DescribedTable described() {
        return new DescribedTable(
                name,
                kind,
                "",
                rows,
                access,
                Optional.empty(),
                false,
                columns,
                indexes,
                references,
                columns.isEmpty() ? 0 : columns.get(0).values().size());
    }
}
