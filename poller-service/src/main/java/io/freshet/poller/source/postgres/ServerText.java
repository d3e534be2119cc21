package io.freshet.poller.source.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Reads values that came as bytes because a server could not give all of them as text. */
final class ServerText {

    /** Stands before the bytes of a value that is no text. PostgreSQL's own texts never hold it. */
    static final char NO_TEXT = '\0';

    /** Encodings whose names Java does not know by PostgreSQL's. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    // What is in such a database has no declared encoding: PostgreSQL takes it for
                    // that of the client.
                    Map.entry("SQL_ASCII", "UTF-8"),
                    Map.entry("UTF8", "UTF-8"),
                    Map.entry("LATIN5", "ISO-8859-9"),
                    Map.entry("LATIN7", "ISO-8859-13"),
                    Map.entry("LATIN9", "ISO-8859-15"),
                    Map.entry("LATIN10", "ISO-8859-16"),
                    Map.entry("WIN866", "IBM866"),
                    Map.entry("WIN874", "x-windows-874"),
                    Map.entry("KOI8R", "KOI8-R"),
                    Map.entry("KOI8U", "KOI8-U"),
                    Map.entry("EUC_JP", "EUC-JP"),
                    Map.entry("EUC_CN", "GB2312"),
                    Map.entry("EUC_KR", "EUC-KR"),
                    Map.entry("EUC_TW", "x-EUC-TW"));

    private final Charset charset;

    /**
     * @param encoding the server's encoding as PostgreSQL calls it; of one that Java does not know
     *     only ASCII is taken for text
     */
    ServerText(String encoding) {
        charset = charset(encoding);
    }

    private static Charset charset(String encoding) {
        String name = NAMES.get(encoding);
        if (name == null && encoding.startsWith("WIN")) {
            name = "windows-" + encoding.substring(3);
        } else if (name == null && encoding.startsWith("ISO_8859_")) {
            name = encoding.replace('_', '-');
        } else if (name == null && encoding.matches("LATIN[1-4]")) {
            name = "ISO-8859-" + encoding.substring(5);
        }
        return name != null && Charset.isSupported(name)
                ? Charset.forName(name)
                : StandardCharsets.US_ASCII;
    }

    /**
     * A value's text, or where it is none {@link #NO_TEXT} and its bytes as {@code \x} and hex
     * digits.
     *
     * @param hex the value's bytes as hex digits, or null
     */
    String read(String hex) {
        if (hex == null) {
            return null;
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
                    .toString();
        } catch (CharacterCodingException e) {
            return NO_TEXT + "\\x" + hex;
        }
    }
}
