package io.freshet.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What charts of a proposed definition say, as SQL over the source itself. */
final class ProposedSql {

    private final Map<String, Object> definition;

    /**
     * @param definition the file as YAML has it
     */
    ProposedSql(Map<String, Object> definition) {
        this.definition = definition;
    }

    /** Figures of all groups, the rest included. */
    String figures(Map<String, Object> chart) {
        String base = baseOf(chart);
        List<String> selected = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        String where = "";
        String group = "";
        if (chart.get("by") instanceof Map<?, ?> period) {
            String unit = period.keySet().iterator().next().toString();
            String column = column(base, period.get(unit).toString(), joined);
            String begins = "date_trunc('%s', %s::timestamp)".formatted(unit, column);
            selected.add(
                    unit.equals("hour")
                            ? "to_char(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as \"hour\""
                                    .formatted(begins)
                            : "%s::date as \"%s\"".formatted(begins, unit));
            group = " group by 1";
            if (chart.containsKey("last")) {
                where =
                        " where %s > date_trunc('%s', now()) - interval '%s'"
                                .formatted(begins, unit, chart.get("last"));
            }
        } else if (chart.get("by") instanceof String by) {
            String name = by.substring(by.indexOf('.') + 1);
            selected.add("%s as \"%s\"".formatted(column(base, by, joined), name));
            group = " group by 1";
        }
        ProposedCharts.section(chart.get("values"))
                .forEach(
                        (name, formula) ->
                                selected.add(
                                        "%s as \"%s\"".formatted(formula(formula, base), name)));
        return tables()
                + "select "
                + String.join(", ", selected)
                + from(base, joined)
                + where
                + group;
    }

    private String baseOf(Map<String, Object> chart) {
        return chart.containsKey("of")
                ? chart.get("of").toString()
                : chart.get("values").toString().replaceFirst("(?s).*?\\((\\w+)\\..*", "$1");
    }

    /** How many of the latest rows are shown, and the highest of what they are ordered by. */
    String latest(Map<String, Object> chart) {
        String column = "\"" + chart.get("order").toString().replace(" desc", "") + "\"";
        return tables()
                + """
                select least(count(*), %s) as rows,
                       case when pg_typeof(max(%s))::text like 'timestamp%%'
                            then to_char(max(%s)::text::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS') else max(%s)::text end as latest
                from "%s"
                """
                        .formatted(chart.get("limit"), column, column, column, chart.get("rows"));
    }

    /** A share is that of all groups; counts and means are as SQL has them. */
    private static String formula(Object formula, String base) {
        return formula.toString()
                .replaceAll("\\bcount\\b(?!\\()", "count(*)")
                .replaceAll("\\bmean\\(", "avg(")
                .replaceAll("share\\((sum\\([^)]*\\))\\)", "$1 / sum($1) over ()")
                .replaceAll("(sum|avg)\\((?!\\w+\\.)([^)(]+)\\)", "$1(\"" + base + "\".$2)");
    }

    private String from(String base, List<String> joined) {
        return " from \"%s\" %s".formatted(base, String.join(" ", joined));
    }

    /** A column of the rows themselves, or of a table that they are joined to directly. */
    private String column(String base, String reference, List<String> joined) {
        String called = reference.substring(0, reference.indexOf('.'));
        String column = reference.substring(reference.indexOf('.') + 1);
        for (Map.Entry<String, Object> join :
                ProposedCharts.section(definition.get("joins")).entrySet()) {
            String[] to = join.getValue().toString().split(" as ", -1);
            String child = join.getKey().substring(0, join.getKey().indexOf('.'));
            if (child.equals(base) && to[to.length - 1].equals(called)) {
                joined.add(
                        "left join \"%s\" \"%s\" on \"%s\".\"%s\" = \"%s\".\"%s\""
                                .formatted(
                                        to[0],
                                        "joined",
                                        base,
                                        join.getKey().substring(join.getKey().indexOf('.') + 1),
                                        "joined",
                                        table(to[0]).get("key")));
                return "\"joined\".\"" + column + "\"";
            }
        }
        return "\"%s\".\"%s\"".formatted(base, column);
    }

    private Map<String, Object> table(String name) {
        return ProposedCharts.section(ProposedCharts.section(definition.get("tables")).get(name));
    }

    /** The tables under the names that the definition gives them. */
    private String tables() {
        return ProposedCharts.section(definition.get("tables")).keySet().stream()
                .map(name -> "\"%s\" as (%s)".formatted(name, select(name)))
                .collect(Collectors.joining(", ", "with ", " "));
    }

    private String select(String name) {
        Map<String, Object> table = table(name);
        Map<String, String> columns = new LinkedHashMap<>();
        ProposedCharts.section(table.get("columns"))
                .forEach((column, type) -> columns.put(column, read(column, type, table)));
        String bare =
                columns.entrySet().stream()
                        .map(column -> "%s as \"%s\"".formatted(column.getValue(), column.getKey()))
                        .collect(Collectors.joining(", "));
        String from =
                "select %s from %s".formatted(bare, table.getOrDefault("from", "\"" + name + "\""));
        String derived =
                ProposedCharts.section(table.get("derive")).entrySet().stream()
                        .map(
                                column ->
                                        ", %s as \"%s\""
                                                .formatted(column.getValue(), column.getKey()))
                        .collect(Collectors.joining());
        return derived.isEmpty() ? from : "select t.*%s from (%s) t".formatted(derived, from);
    }

    private static String read(String column, Object declared, Map<String, Object> table) {
        Object from = declared instanceof Map<?, ?> more ? more.get("from") : column;
        Object type = declared instanceof Map<?, ?> more ? more.get("type") : declared;
        String text = "nullif(btrim(\"%s\"::text), '')".formatted(from);
        if (table.get("missing") instanceof List<?> markers) {
            for (Object marker : markers) {
                text = "nullif(%s, '%s')".formatted(text, marker);
            }
        }
        return switch (type.toString()) {
            case "text" -> text;
            case "decimal", "real", "double precision" -> text + "::numeric";
            default -> "(%s)::%s".formatted(text, type);
        };
    }
}
