package io.freshet.launcher.grants;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.regex.Pattern;

/** A statement with parameters, planned by the server as if it ran: nothing is done. */
final class TriedStatement {

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    private TriedStatement() {}

    static void run(Statement statement, String given) throws SQLException {
        String sql = numbered(given);
        if (sql.startsWith("create ")) {
            statement.execute(sql);
            return;
        }
        int parameters =
                PARAMETER
                        .matcher(sql)
                        .results()
                        .mapToInt(m -> Integer.parseInt(m.group(1)))
                        .max()
                        .orElse(0);
        statement.execute("deallocate all");
        statement.execute("prepare tried as " + sql);
        statement.execute(
                "explain execute tried"
                        + (parameters == 0
                                ? ""
                                : "("
                                        + String.join(", ", Collections.nCopies(parameters, "null"))
                                        + ")"));
    }

    /** JDBC's parameters as the server numbers them. */
    private static String numbered(String sql) {
        StringBuilder text = new StringBuilder();
        int parameter = 0;
        for (int place = 0; place < sql.length(); place++) {
            char each = sql.charAt(place);
            text.append(each == '?' ? "$" + ++parameter : each);
        }
        return text.toString();
    }
}
