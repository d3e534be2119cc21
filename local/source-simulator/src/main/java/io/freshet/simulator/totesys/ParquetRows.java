package io.freshet.simulator.totesys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A small Parquet file in memory, its values as texts that PostgreSQL reads.
 *
 * @param columns their names
 * @param rows a text for each column, null where there is no value. Numbers that are kept as
 *     doubles were amounts: they have two decimals at most
 */
record ParquetRows(List<String> columns, List<List<String>> rows) {

    static ParquetRows read(Path file) {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new SnappyCodec())
                        .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            List<List<String>> rows = new ArrayList<>();
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records =
                        columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    rows.add(row(schema, records.read()));
                }
                pages = reader.readNextRowGroup();
            }
            return new ParquetRows(schema.getFields().stream().map(Type::getName).toList(), rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<String> row(MessageType schema, Group group) {
        List<String> row = new ArrayList<>(schema.getFieldCount());
        for (int field = 0; field < schema.getFieldCount(); field++) {
            boolean isMissing = group.getFieldRepetitionCount(field) == 0;
            row.add(isMissing ? null : text(schema.getType(field).asPrimitiveType(), group, field));
        }
        return row;
    }

    private static String text(PrimitiveType type, Group group, int field) {
        return switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> amount(group.getDouble(field, 0));
            case INT64 ->
                    type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
                            ? instant(group.getLong(field, 0), time.getUnit())
                            : Long.toString(group.getLong(field, 0));
            case BINARY -> group.getString(field, 0);
            default -> group.getValueToString(field, 0);
        };
    }

    private static String amount(double value) {
        return Double.isNaN(value)
                ? null
                : BigDecimal.valueOf(value)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String instant(long value, TimeUnit unit) {
        ChronoUnit chrono =
                switch (unit) {
                    case MILLIS -> ChronoUnit.MILLIS;
                    case MICROS -> ChronoUnit.MICROS;
                    case NANOS -> ChronoUnit.NANOS;
                };
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(value, chrono), ZoneOffset.UTC)
                .toString();
    }
}
