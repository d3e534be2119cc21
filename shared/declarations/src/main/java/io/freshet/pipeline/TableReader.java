package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a definition says of one table. */
final class TableReader {

    private static final String CSV = "csv";
    private static final String JSON = "json";
    private static final String ROWS = "rows";
    private static final String CONTRACT = "contract";
    private static final Pattern PATH = Pattern.compile("(/[^/]+)+");

    private final String origin;
    private final String pipeline;
    private final String name;
    private final SectionReader section;

    /**
     * @param origin the definition's file, from whose folder files beside it are named
     */
    TableReader(String origin, String pipeline, String name, SectionReader section) {
        this.origin = origin;
        this.pipeline = pipeline;
        this.name = name;
        this.section = section;
    }

    /** The table. */
    TableDefinition read() {
        TableOrigin from = readOrigin();
        Relation relation = readRelation();
        Optional<String> time = section.optionalText("time");
        Set<String> missing = new LinkedHashSet<>(section.texts("missing"));
        TableContract contract =
                section.optionalSection(CONTRACT)
                        .map(declared -> new ContractReader(declared, from.isSource()).read())
                        .orElse(TableContract.USUAL);
        List<ColumnDefinition> declared = section.namedSections("columns", TableReader::readColumn);
        if (declared.isEmpty()) {
            throw section.invalid("columns", "is missing; name at least one column");
        }
        List<KeyColumn> key = readKey(declared);
        List<ColumnDefinition> columns = underContract(contract, key, declared);
        if (columns.size() > ValueLimits.MOST_COLUMNS) {
            throw section.invalid(
                    "columns",
                    "are %d; name at most %d of them: one statement must hold each of a row twice"
                            .formatted(columns.size(), ValueLimits.MOST_COLUMNS));
        }
        return new TableDefinition(
                name,
                relation,
                key,
                time,
                Set.copyOf(missing),
                columns,
                new DerivationReader(section, pipeline, name, columns, contract.setsRowsAside())
                        .read(),
                from,
                contract);
    }

    private List<ColumnDefinition> underContract(
            TableContract contract, List<KeyColumn> key, List<ColumnDefinition> declared) {
        List<ColumnDefinition> columns = new ArrayList<>(declared);
        if (contract.types() == ContractRule.FOLLOW) {
            checkNoneIsFrozen(declared);
            // Keys are what they are: their type says where rows live.
            columns.replaceAll(
                    column ->
                            key.stream().anyMatch(part -> part.held().equals(Optional.of(column)))
                                    ? column
                                    : column.widened());
        }
        if (contract.readsFurther()) {
            String further = ColumnDefinition.FURTHER.name();
            if (declared.stream().anyMatch(column -> column.name().equals(further))) {
                throw section.invalid(
                        "columns",
                        "%s is what columns are held in that are not declared; give that column another name"
                                .formatted(further));
            }
            columns.add(ColumnDefinition.FURTHER);
        }
        return columns;
    }

    private void checkNoneIsFrozen(List<ColumnDefinition> declared) {
        declared.stream()
                .filter(column -> column.sourceType().isPresent())
                .findFirst()
                .ifPresent(
                        column -> {
                            throw section.invalid(
                                    CONTRACT,
                                    "cannot follow types while column %s has a source-type, which freezes its type; leave one out"
                                            .formatted(column.name()));
                        });
    }

    private TableOrigin readOrigin() {
        boolean csv = section.has(CSV);
        boolean json = section.has(JSON);
        for (String key : csv ? List.of("from", "time", JSON) : List.of("from", "time")) {
            if ((csv || json) && section.has(key)) {
                throw section.invalid(key, "does not go together with " + (csv ? CSV : JSON));
            }
        }
        if (csv) {
            return new TableOrigin.Csv(Path.of(origin).resolveSibling(section.text(CSV)));
        }
        if (!json) {
            return new TableOrigin.Source();
        }
        String rows = section.text(ROWS);
        if (!PATH.matcher(rows).matches()) {
            throw section.invalid(
                    ROWS, "must be names of members, or *, behind slashes, as in /rates/*");
        }
        return new TableOrigin.Json(section.text(JSON), rows);
    }

    private Relation readRelation() {
        return section.optionalText("from")
                .map(
                        text ->
                                Relation.read(text)
                                        .orElseThrow(
                                                () ->
                                                        section.invalid(
                                                                "from",
                                                                "must be name or schema.name as SQL spells it, with capitals and blanks in double quotes and at most %d bytes each, not %s"
                                                                        .formatted(
                                                                                Relation
                                                                                        .LONGEST_NAME,
                                                                                text))))
                .orElse(new Relation(Relation.DEFAULT_SCHEMA, name));
    }

    private List<KeyColumn> readKey(List<ColumnDefinition> columns) {
        List<String> names = section.texts("key");
        if (names.isEmpty()) {
            throw section.invalid("key", "is missing; add it to this section");
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw section.invalid("key", "names a column twice");
        }
        List<KeyColumn> key = names.stream().map(name -> keyColumn(name, columns)).toList();
        for (KeyColumn column : key) {
            if (key.size() > 1 && column.held().isEmpty()) {
                throw section.invalid(
                        "key",
                        "has several columns, and %s is none of those declared under columns; declare it there with its type"
                                .formatted(column.source()));
            }
            if (column.held().filter(held -> held.type() instanceof CodeType).isPresent()) {
                throw section.invalid(
                        "key",
                        "%s is a code, and those are changed as they are read; declare it as text"
                                .formatted(column.source()));
            }
        }
        return key;
    }

    private static KeyColumn keyColumn(String name, List<ColumnDefinition> columns) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(held -> new KeyColumn(held.source(), Optional.of(held)))
                .orElse(new KeyColumn(name, Optional.empty()));
    }

    private static ColumnDefinition readColumn(String name, SectionReader section) {
        PipelineReader.checkColumnName(section, "name", name);
        Optional<String> sourceType = section.optionalText("source-type");
        String source = section.verbatim("from").orElse(name);
        if (!Relation.fits(source)) {
            throw section.invalid(
                    "from",
                    "must be a column's name, of at most " + Relation.LONGEST_NAME + " bytes");
        }
        return new ColumnDefinition(name, source, ColumnType.read(section), sourceType);
    }
}
