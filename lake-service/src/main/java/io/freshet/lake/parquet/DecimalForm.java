package io.freshet.lake.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;

/**
 * Decimals as Parquet has them: whole numbers, and one scale for all of a column.
 *
 * @param precision digits in all, at most 38
 * @param scale digits behind the point
 * @param bounded whether the warehouse's own type has this scale; else zeros at the end mean
 *     nothing
 */
record DecimalForm(int precision, int scale, boolean bounded) {

    /** The most digits that all readers of Parquet know. */
    static final int LARGEST_PRECISION = 38;

    /** Digits behind the point of a {@code numeric} that declares none. */
    static final int SCALE = 18;

    /** Bytes of a value. */
    int width() {
        if (precision <= 9) {
            return 4;
        }
        return precision <= 18 ? 8 : 16;
    }

    /** A number as Parquet takes it; null where it does not fit unrounded. */
    Object encode(JsonNode value) {
        if (!value.isNumber()) {
            return null;
        }
        BigInteger unscaled;
        try {
            unscaled =
                    value.decimalValue().setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        } catch (ArithmeticException e) {
            return null;
        }
        if (new BigDecimal(unscaled).precision() > precision) {
            return null;
        }
        return switch (width()) {
            case 4 -> unscaled.intValueExact();
            case 8 -> unscaled.longValueExact();
            default -> Binary.fromConstantByteArray(padded(unscaled));
        };
    }

    JsonNode decode(Group group, int field) {
        BigInteger unscaled =
                switch (width()) {
                    case 4 -> BigInteger.valueOf(group.getInteger(field, 0));
                    case 8 -> BigInteger.valueOf(group.getLong(field, 0));
                    default -> new BigInteger(group.getBinary(field, 0).getBytes());
                };
        BigDecimal number = new BigDecimal(unscaled, scale);
        return DecimalNode.valueOf(bounded ? number : plain(number));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private byte[] padded(BigInteger unscaled) {
        byte[] digits = unscaled.toByteArray();
        byte[] bytes = new byte[width()];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return bytes;
    }
}
