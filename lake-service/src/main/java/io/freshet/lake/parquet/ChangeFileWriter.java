package io.freshet.lake.parquet;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.settings.LakeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Writes changes of one table into a file. The same changes make the same bytes. Not thread-safe.
 */
public final class ChangeFileWriter implements AutoCloseable {

    /** The file's note of the table. */
    static final String TABLE_NOTE = "freshet.table";

    /** The file's note of the table's columns, with their types in the warehouse. */
    static final String COLUMNS_NOTE = "freshet.columns";

    private final Path file;
    private final ParquetWriter<LakeChange> writer;
    private long rows;

    /**
     * @param file is made; one that is there is replaced
     * @param table the table that the changes are of
     * @param columns its columns
     */
    public ChangeFileWriter(Path file, LakeTable table, List<LakeColumn> columns) {
        this.file = file;
        Map<String, String> notes =
                Map.of(
                        TABLE_NOTE,
                        table.key(),
                        COLUMNS_NOTE,
                        new String(LakeJson.bytes(columns), StandardCharsets.UTF_8));
        try {
            this.writer =
                    new Builder(
                                    new LocalOutputFile(file),
                                    new ChangeSupport(
                                            new ChangeSchema(table.name(), columns), notes))
                            .withConf(new PlainParquetConfiguration())
                            .withWriteMode(Mode.OVERWRITE)
                            .withCodecFactory(new GzipCodec())
                            .withCompressionCodec(CompressionCodecName.GZIP)
                            .withRowGroupSize(LakeLimits.ROW_GROUP_BYTES)
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a change. */
    public void write(LakeChange change) {
        try {
            writer.write(change);
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** How many changes were added. */
    public long rows() {
        return rows;
    }

    /** About how many bytes the file would have now. */
    public long bytes() {
        return writer.getDataSize();
    }

    /** The file, complete once this is closed. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<LakeChange, Builder> {

        private final ChangeSupport support;

        Builder(OutputFile file, ChangeSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<LakeChange> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<LakeChange> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
