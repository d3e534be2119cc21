package io.freshet.launcher.init.propose;

import java.util.Set;

/** Words that mean something in formulas, so that a column of that name is put in quotes there. */
final class FormulaWords {

    private static final Set<String> TAKEN =
            Set.of(
                    "all", "and", "any", "as", "between", "both", "case", "check", "constraint",
                    "count", "cross", "current", "current_date", "current_time",
                    "current_timestamp", "date", "day", "distinct", "else", "end", "except",
                    "exists", "false", "fetch", "for", "force", "foreign", "from", "full", "group",
                    "having", "hour", "ilike", "in", "inner", "intersect", "interval", "into", "is",
                    "join", "lateral", "left", "like", "limit", "minute", "month", "natural", "not",
                    "null", "on", "only", "or", "order", "outer", "position", "prior", "returning",
                    "right", "second", "select", "set", "some", "start", "substring", "table",
                    "tablesample", "then", "time", "timestamp", "today", "trailing", "leading",
                    "trim", "true", "unbounded", "union", "unique", "unknown", "use", "user",
                    "using", "value", "values", "when", "where", "window", "with", "xmlserialize",
                    "year");

    private FormulaWords() {}

    /** A column's name, in quotes where it needs them. */
    static String spelled(String column) {
        return TAKEN.contains(column) ? "\"" + column + "\"" : column;
    }
}
