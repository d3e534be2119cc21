package io.freshet.pipeline;

import static io.freshet.pipeline.ValueType.BOOLEAN;
import static io.freshet.pipeline.ValueType.DATE;
import static io.freshet.pipeline.ValueType.NUMBER;
import static io.freshet.pipeline.ValueType.TEXT;
import static io.freshet.pipeline.ValueType.WHOLE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The functions of plain parameters that expressions over rows may call. What they answer depends
 * on their parameters alone: neither on the session nor on the time.
 */
final class RowFunctions {

    /**
     * A function.
     *
     * @param result the type of what it answers
     * @param parameters their types
     * @param needed how many of the parameters must be given
     * @param sql how it is called, the parameters in order as {@code String.format} takes them
     */
    record Signature(ValueType result, List<ValueType> parameters, int needed, List<String> sql) {

        Signature(ValueType result, List<ValueType> parameters, int needed, String... sql) {
            this(result, parameters, needed, List.of(sql));
        }

        /** The call. */
        String call(List<String> given) {
            return sql.get(given.size() - needed).formatted(given.toArray());
        }
    }

    /** Those that are read otherwise; for error messages. */
    private static final Set<String> OTHERS =
            Set.of(
                    "coalesce",
                    "nullif",
                    "greatest",
                    "least",
                    "date_trunc",
                    "date_part",
                    "extract",
                    "trim",
                    "substring");

    private static final String DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
    private static final String MONTHS =
            "January February March April May June July August September October November December";

    private static final Map<String, Signature> SIGNATURES = new TreeMap<>();

    static {
        text("lower", "lower(%s)");
        text("upper", "upper(%s)");
        SIGNATURES.put("length", new Signature(WHOLE, List.of(TEXT), 1, "length(%s)::bigint"));
        SIGNATURES.put("btrim", trimming("btrim"));
        SIGNATURES.put("ltrim", trimming("ltrim"));
        SIGNATURES.put("rtrim", trimming("rtrim"));
        Signature substring =
                new Signature(
                        TEXT,
                        List.of(TEXT, WHOLE, WHOLE),
                        2,
                        "substring(%s, (%s)::integer)",
                        "substring(%s, (%s)::integer, (%s)::integer)");
        SIGNATURES.put("substring", substring);
        SIGNATURES.put("substr", substring);
        SIGNATURES.put(
                "left", new Signature(TEXT, List.of(TEXT, WHOLE), 2, "left(%s, (%s)::integer)"));
        SIGNATURES.put(
                "right", new Signature(TEXT, List.of(TEXT, WHOLE), 2, "right(%s, (%s)::integer)"));
        SIGNATURES.put(
                "replace",
                new Signature(TEXT, List.of(TEXT, TEXT, TEXT), 3, "replace(%s, %s, %s)"));
        SIGNATURES.put(
                "split_part",
                new Signature(
                        TEXT, List.of(TEXT, TEXT, WHOLE), 3, "split_part(%s, %s, (%s)::integer)"));
        SIGNATURES.put(
                "strpos", new Signature(WHOLE, List.of(TEXT, TEXT), 2, "strpos(%s, %s)::bigint"));
        SIGNATURES.put(
                "starts_with",
                new Signature(BOOLEAN, List.of(TEXT, TEXT), 2, "starts_with(%s, %s)"));
        number("abs", "abs(%s)");
        number("floor", "floor(%s)");
        number("ceil", "ceil(%s)");
        number("ceiling", "ceil(%s)");
        number("sign", "sign(%s)");
        SIGNATURES.put("round", rounding("round"));
        SIGNATURES.put("trunc", rounding("trunc"));
        SIGNATURES.put("mod", new Signature(NUMBER, List.of(NUMBER, NUMBER), 2, "mod(%s, %s)"));
    }

    static {
        text("currency_name", CurrencyNames.sql());
        SIGNATURES.put("day_name", ofDate(DAYS, "isodow"));
        SIGNATURES.put("month_name", ofDate(MONTHS, "month"));
    }

    private RowFunctions() {}

    private static Signature ofDate(String names, String part) {
        return new Signature(
                TEXT,
                List.of(DATE),
                1,
                "split_part('%s', ' ', extract(%s from %%s)::integer)".formatted(names, part));
    }

    private static void text(String name, String sql) {
        SIGNATURES.put(name, new Signature(TEXT, List.of(TEXT), 1, sql));
    }

    private static void number(String name, String sql) {
        SIGNATURES.put(name, new Signature(NUMBER, List.of(NUMBER), 1, sql));
    }

    private static Signature trimming(String name) {
        return new Signature(TEXT, List.of(TEXT, TEXT), 1, name + "(%s)", name + "(%s, %s)");
    }

    private static Signature rounding(String name) {
        return new Signature(
                NUMBER, List.of(NUMBER, WHOLE), 1, name + "(%s)", name + "(%s, (%s)::integer)");
    }

    /** A function by its name in small letters; null where there is none. */
    static Signature named(String name) {
        return SIGNATURES.get(name);
    }

    /** The names of all that may be called, in order. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(OTHERS);
        names.addAll(SIGNATURES.keySet());
        return names;
    }
}
