package io.freshet.simulator.totesys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The shop's tables, as its back office made them. */
public final class ShopTables {
    /** The eleven that hold its business, those that others refer to first. */
    public static final List<String> ALL =
            List.of(
                    "address",
                    "counterparty",
                    "currency",
                    "department",
                    "staff",
                    "design",
                    "payment_type",
                    "sales_order",
                    "purchase_order",
                    "transaction",
                    "payment");

    private ShopTables() {}

    /** The statements that make all tables, and one more that is none of the business. */
    static String definition() {
        try (InputStream stream = ShopTables.class.getResourceAsStream("tables.sql")) {
            if (stream == null) {
                throw new IllegalStateException("resource missing: tables.sql");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading tables.sql", e);
        }
    }

    /** The table's name in a statement. */
    static String quoted(String table) {
        return "\"" + table + "\"";
    }
}
