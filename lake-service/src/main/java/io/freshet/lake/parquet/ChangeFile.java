package io.freshet.lake.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/** Reads what {@link ChangeFileWriter} wrote, change by change. Not thread-safe. */
public final class ChangeFile implements Iterator<LakeChange>, AutoCloseable {

    private final Path file;
    private final ParquetFileReader reader;
    private final LakeTable table;
    private final ChangeSchema schema;
    private final MessageColumnIO columns;
    private RecordReader<Group> records;
    private long left;

    /**
     * @param file the file, which must stay there until this is closed
     */
    public ChangeFile(Path file) {
        this.file = file;
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new GzipCodec())
                        .build();
        try {
            this.reader = ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        Map<String, String> notes = reader.getFooter().getFileMetaData().getKeyValueMetaData();
        this.table = LakeTable.of(notes.get(ChangeFileWriter.TABLE_NOTE));
        this.schema = new ChangeSchema(table.name(), columns(notes));
        this.columns = new ColumnIOFactory().getColumnIO(schema.message());
    }

    @Override
    public boolean hasNext() {
        while (left == 0) {
            try {
                PageReadStore pages = reader.readNextRowGroup();
                if (pages == null) {
                    return false;
                }
                left = pages.getRowCount();
                records =
                        columns.getRecordReader(pages, new GroupRecordConverter(schema.message()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return true;
    }

    @Override
    public LakeChange next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        left--;
        return change(table, schema, records.read());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }

    private static List<LakeColumn> columns(Map<String, String> notes) {
        byte[] text = notes.get(ChangeFileWriter.COLUMNS_NOTE).getBytes(StandardCharsets.UTF_8);
        return List.of(LakeJson.read("a file's list of columns", text, LakeColumn[].class));
    }

    private static LakeChange change(LakeTable table, ChangeSchema schema, Group group) {
        ObjectNode row = LakeJson.MAPPER.createObjectNode();
        for (int index = 0; index < schema.columns().size(); index++) {
            ColumnForm column = schema.columns().get(index);
            int field = ChangeSchema.OWN + index;
            JsonNode value =
                    group.getFieldRepetitionCount(field) == 0
                            ? NullNode.getInstance()
                            : column.decode().apply(group, field);
            row.set(column.column().name(), value);
        }
        if (group.getFieldRepetitionCount(5) > 0) {
            row.setAll(LakeJson.row(group.getString(5, 0)));
        }
        return new LakeChange(
                table,
                group.getLong(0, 0),
                group.getLong(1, 0),
                group.getBoolean(2, 0),
                group.getFieldRepetitionCount(4) == 0 ? null : group.getLong(4, 0),
                row,
                IsoTimes.instant(group.getLong(3, 0)));
    }
}
