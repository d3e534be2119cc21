package io.freshet.lake.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeJson;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Gives changes to Parquet, field by field. What does not fit a column goes to the rest. */
final class ChangeSupport extends WriteSupport<LakeChange> {

    private final ChangeSchema schema;
    private final Map<String, String> notes;
    private RecordConsumer consumer;

    ChangeSupport(ChangeSchema schema, Map<String, String> notes) {
        this.schema = schema;
        this.notes = notes;
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
        throw new UnsupportedOperationException("Hadoop is not there");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema.message(), notes);
    }

    @Override
    public void prepareForWrite(RecordConsumer taker) {
        this.consumer = taker;
    }

    @Override
    public void write(LakeChange change) {
        ObjectNode rest = change.row().deepCopy();
        List<ColumnForm> columns = schema.columns();
        Object[] values = new Object[columns.size()];
        for (int index = 0; index < values.length; index++) {
            String name = columns.get(index).column().name();
            JsonNode value = rest.get(name);
            if (value == null || value.isNull()) {
                rest.remove(name);
                continue;
            }
            values[index] = columns.get(index).encode().apply(value);
            if (values[index] != null) {
                rest.remove(name);
            }
        }
        consumer.startMessage();
        add(ChangeSchema.VERSION, 0, change.version());
        add(ChangeSchema.CHANGE_ID, 1, change.changeId());
        add(ChangeSchema.PRESENT, 2, change.present());
        add(ChangeSchema.CHANGED_AT, 3, IsoTimes.micros(change.changedAt()));
        add(ChangeSchema.ROW_KEY, 4, change.rowKey());
        add(ChangeSchema.REST, 5, rest.isEmpty() ? null : Binary.fromString(LakeJson.text(rest)));
        for (int index = 0; index < values.length; index++) {
            add(columns.get(index).column().name(), ChangeSchema.OWN + index, values[index]);
        }
        consumer.endMessage();
    }

    private void add(String name, int place, Object value) {
        if (value == null) {
            return;
        }
        consumer.startField(name, place);
        if (value instanceof Integer number) {
            consumer.addInteger(number);
        } else if (value instanceof Long number) {
            consumer.addLong(number);
        } else if (value instanceof Boolean flag) {
            consumer.addBoolean(flag);
        } else if (value instanceof Double number) {
            consumer.addDouble(number);
        } else {
            consumer.addBinary((Binary) value);
        }
        consumer.endField(name, place);
    }
}
