package io.freshet.lake.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.freshet.lake.journal.LakeColumn;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** The columns of an object: those that every one has, and those of its table. */
final class ChangeSchema {

    /** The version that the change made. */
    static final String VERSION = "_version";

    /** The change's place among all of its source. */
    static final String CHANGE_ID = "_change_id";

    /** Whether the row is as told since; false where it is gone. */
    static final String PRESENT = "_present";

    /** When it was changed. */
    static final String CHANGED_AT = "_changed_at";

    /** The key that the row is held under. */
    static final String ROW_KEY = "_row_key";

    /** A JSON object of the values that no column can hold. */
    static final String REST = "_rest";

    /** How many come before the table's own. */
    static final int OWN = 6;

    private static final Set<String> TAKEN =
            Set.of(VERSION, CHANGE_ID, PRESENT, CHANGED_AT, ROW_KEY, REST);

    private final List<ColumnForm> columns;
    private final MessageType message;

    /**
     * @param table how the schema is called
     * @param columns the table's columns; one that is called as one of the lake's goes to the rest
     */
    ChangeSchema(String table, List<LakeColumn> columns) {
        this.columns =
                columns.stream()
                        .filter(column -> !TAKEN.contains(column.name()))
                        .map(ColumnForm::of)
                        .toList();
        Types.MessageTypeBuilder builder = Types.buildMessage();
        builder.addField(Types.required(INT64).named(VERSION));
        builder.addField(Types.required(INT64).named(CHANGE_ID));
        builder.addField(Types.required(BOOLEAN).named(PRESENT));
        builder.addField(
                Types.required(INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(CHANGED_AT));
        builder.addField(Types.optional(INT64).named(ROW_KEY));
        builder.addField(Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(REST));
        this.columns.forEach(column -> builder.addField(column.type()));
        this.message = builder.named(table);
    }

    List<ColumnForm> columns() {
        return columns;
    }

    MessageType message() {
        return message;
    }
}
