package io.freshet.launcher.init.propose;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns are measured, and the figures that tell of them. */
final class Measures {

    /** Words of names whose numbers name something instead of measuring it. */
    static final Set<String> NAMES_OF_CODES =
            Set.of(
                    "id",
                    "ids",
                    "no",
                    "nr",
                    "num",
                    "number",
                    "code",
                    "key",
                    "year",
                    "month",
                    "zip",
                    "zipcode",
                    "postcode",
                    "postal",
                    "plz",
                    "version",
                    "sort",
                    "order",
                    "position",
                    "pos",
                    "seq",
                    "sequence",
                    "port",
                    "pid",
                    "isbn",
                    "ean",
                    "sku",
                    "ref",
                    "account",
                    "lat",
                    "lon",
                    "lng",
                    "hash",
                    "checksum",
                    "oid",
                    "uid",
                    "row",
                    "line",
                    "index");

    private static final Set<String> ADDITIVE =
            Set.of(
                    "amount",
                    "amt",
                    "total",
                    "qty",
                    "quantity",
                    "pieces",
                    "items",
                    "units",
                    "count",
                    "cost",
                    "costs",
                    "revenue",
                    "fee",
                    "fees",
                    "tax",
                    "vat",
                    "sum",
                    "bytes",
                    "volume",
                    "net",
                    "gross",
                    "minutes",
                    "hours",
                    "seconds",
                    "points",
                    "clicks",
                    "views",
                    "visits",
                    "paid",
                    "payment",
                    "sold",
                    "shipped",
                    "energy",
                    "kwh",
                    "distance",
                    "balance");
    private static final int SHOWN = 2;

    private Measures() {}

    /** The measured columns of a table, those that can be added first. */
    static List<ProposedColumn> of(ProposedTable table, Set<String> joined) {
        return table.read()
                .filter(ProposedColumn::isNumber)
                .filter(column -> !table.key().contains(column.name()))
                .filter(column -> !joined.contains(column.name()))
                .filter(column -> isMeasured(column.source()))
                .filter(column -> !Dimensions.isCode(column))
                .sorted(Comparator.comparing((ProposedColumn column) -> !isAdditive(column)))
                .toList();
    }

    private static boolean isMeasured(String name) {
        return !Words.anyOf(name, NAMES_OF_CODES)
                || (isAdditive(name) && !NAMES_OF_CODES.contains(Words.last(name)));
    }

    /** Whether sums of it mean something. */
    static boolean isAdditive(ProposedColumn column) {
        return isAdditive(column.source());
    }

    private static boolean isAdditive(String name) {
        List<String> words = Words.of(name);
        return words.stream().anyMatch(ADDITIVE::contains)
                && words.stream().noneMatch(Set.of("rate", "ratio", "percent", "pct")::contains);
    }

    /** Figures of the first few, by names: sums where those mean something, else means. */
    static Map<String, String> figures(List<ProposedColumn> measures) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("rows", "count");
        for (ProposedColumn column : measures.subList(0, Math.min(SHOWN, measures.size()))) {
            String named = FormulaWords.spelled(column.name());
            if (isAdditive(column)) {
                figures.put("sum_" + column.name(), "sum(%s)".formatted(named));
            } else {
                figures.put("mean_" + column.name(), "round(mean(%s), 2)".formatted(named));
            }
        }
        return figures;
    }
}
