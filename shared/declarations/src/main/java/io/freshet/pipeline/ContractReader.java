package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what a definition says of changes of a table's schema. */
final class ContractReader {

    private static final String TABLES = "tables";
    private static final String COLUMNS = "columns";
    private static final String TYPES = "types";
    private static final String IGNORE = "ignore";

    private final SectionReader section;
    private final boolean ofSource;

    /**
     * @param section the contract's
     * @param ofSource whether the table is one of the source, and not made of files
     */
    ContractReader(SectionReader section, boolean ofSource) {
        this.section = section;
        this.ofSource = ofSource;
    }

    TableContract read() {
        Optional<ContractRule> tables = rule(TABLES);
        Optional<ContractRule> columns = rule(COLUMNS);
        Optional<ContractRule> types = rule(TYPES);
        Set<String> ignored = new HashSet<>(section.texts(IGNORE));
        if (!ofSource) {
            refuse(TABLES, tables.isPresent());
            refuse(COLUMNS, columns.isPresent());
            refuse(TYPES, types.filter(ContractRule.FREEZE::equals).isPresent());
        }
        if (!ignored.isEmpty() && columns.isEmpty()) {
            throw section.invalid(
                    IGNORE, "says which columns are not meant by columns, which is not there");
        }
        section.end();
        return new TableContract(
                tables.orElse(TableContract.USUAL.tables()),
                columns,
                types.orElse(TableContract.USUAL.types()),
                ignored);
    }

    private void refuse(String key, boolean refused) {
        if (refused) {
            throw section.invalid(
                    key,
                    "is about the schema that a table has in a database, and this one is made of files");
        }
    }

    private Optional<ContractRule> rule(String key) {
        return section.has(key) ? ContractRule.of(section.word(key)) : Optional.empty();
    }
}
