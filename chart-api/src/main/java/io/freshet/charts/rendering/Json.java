package io.freshet.charts.rendering;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.freshet.pipeline.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Writes JSON into memory. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Something that writes. */
    public interface Writing {

        /** Writes one value. */
        void to(JsonGenerator json) throws IOException;
    }

    /** What was written, in UTF-8. */
    public static byte[] bytes(Writing writing) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /**
     * Writes a value that the warehouse wrote in a JSON array: a text, a BigDecimal, a Boolean or
     * null.
     */
    static void write(Object value, Dimension.Kind kind, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(plain(number));
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            String text = value.toString();
            json.writeString(
                    kind == Dimension.Kind.INSTANT && text.indexOf('T') > 0 ? text + "Z" : text);
        }
    }

    /** A number in plain notation without needless zeros: {@code -0.2}, {@code 0}, {@code 1640}. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
