package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;

/** Reads expressions of SQL. */
final class SqlSyntax {

    private static final int LONGEST = 2_000;

    private SqlSyntax() {}

    /**
     * Reads an expression.
     *
     * @param key where it is declared
     */
    static Expression parse(SectionReader section, String key, String text) {
        return parse(section, key, text, text);
    }

    /**
     * Reads an expression that is not quite as it was declared.
     *
     * @param declared how it was declared, for errors
     */
    static Expression parse(SectionReader section, String key, String declared, String text) {
        if (text.length() > LONGEST) {
            throw section.invalid(key, "is longer than %d characters".formatted(LONGEST));
        }
        try {
            return CCJSqlParserUtil.parseExpression(text, false);
        } catch (JSQLParserException | RuntimeException | StackOverflowError e) {
            throw section.invalid(key, "\"%s\" is no expression of SQL".formatted(declared));
        }
    }
}
