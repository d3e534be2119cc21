package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The English (UK) names of currencies by their ISO 4217 codes, as Java 17 has them. They are kept
 * in a file, so that they are the same whatever Java runs the services, and in native executables.
 */
final class CurrencyNames {

    static final String FILE = "currency-names.txt";

    private CurrencyNames() {}

    /** Name by code. */
    static Map<String, String> all() {
        try (InputStream file = CurrencyNames.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(
                            Collectors.toMap(
                                    line -> line.substring(0, line.indexOf(' ')),
                                    line -> line.substring(line.indexOf(' ') + 1),
                                    (one, other) -> one,
                                    TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FILE, e);
        }
    }

    /** The name of a code's currency in SQL, null for none; with a place for the code. */
    static String sql() {
        String names =
                all().entrySet().stream()
                        .map(name -> "\"%s\": \"%s\"".formatted(name.getKey(), name.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        return "(%s::jsonb ->> %%s)".formatted(SqlText.literal(names));
    }
}
