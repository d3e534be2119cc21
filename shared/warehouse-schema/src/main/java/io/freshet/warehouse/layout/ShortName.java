package io.freshet.warehouse.layout;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names that PostgreSQL does not cut: of those that it cuts two may be the same. */
public final class ShortName {

    private static final int LONGEST = 60;

    private ShortName() {}

    /** The name itself, or where it is too long its beginning and a checksum of all of it. */
    public static String of(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        return "%.50s.%s".formatted(name, checksum(name));
    }

    /** Eight hexadecimal digits, for another text most likely others. */
    public static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }
}
