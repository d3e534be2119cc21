package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.SectionReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.ToIntFunction;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.schema.Column;

/** Reads what the {@code where} of a chart compares: columns, values and the present day. */
final class ConditionValueReader {

    private static final String TODAY = "today";
    private static final int MOST_DAYS = 36_600;
    // Groups have longer texts only cut.
    private static final int LONGEST_TEXT = 120;

    private final SectionReader section;
    private final SummaryScope scope;
    private final ToIntFunction<SummaryScope.Named> places;
    private final ZoneId zone;

    ConditionValueReader(
            SectionReader section,
            SummaryScope scope,
            ToIntFunction<SummaryScope.Named> places,
            ZoneId zone) {
        this.section = section;
        this.scope = scope;
        this.places = places;
        this.zone = zone;
    }

    /** The column that an expression is; empty where it is another thing. */
    Optional<SummaryScope.Named> named(Expression expression) {
        if (!(expression instanceof Column column) || isToday(expression)) {
            return Optional.empty();
        }
        String table = column.getTable() == null ? "" : column.getUnquotedTableName();
        SummaryScope.Named named =
                scope.column(
                        section, ChartConditionReader.WHERE, table, column.getUnquotedColumnName());
        if (!Dimension.Plain.takes(named.type())) {
            throw invalid(
                    "%s is %s, and equal values of that are written in several ways"
                            .formatted(named.column(), named.type().warehouseType()));
        }
        return Optional.of(named);
    }

    /** What must be a column. */
    ConditionValue.Part any(Expression expression) {
        return part(column(expression));
    }

    private SummaryScope.Named column(Expression expression) {
        return named(expression)
                .orElseThrow(() -> invalid("\"%s\" is no column".formatted(expression)));
    }

    private ConditionValue.Part part(SummaryScope.Named named) {
        String name = named.isBase() ? SqlText.quoted(named.origin()) : named.sql();
        return new ConditionValue.Part(name, named.isBase(), places.applyAsInt(named));
    }

    /** What must be a column that is true or false. */
    ConditionValue.Part truth(Expression expression) {
        SummaryScope.Named named = column(expression);
        if (kindOf(named) != Dimension.Kind.BOOLEAN) {
            throw invalid(
                    "%s is %s, which is not true or false; compare it with a value"
                            .formatted(named.column(), named.type().warehouseType()));
        }
        return part(named);
    }

    /** Refuses a column whose values have no order that is the same everywhere. */
    void checkOrdered(SummaryScope.Named column) {
        if (kindOf(column) == Dimension.Kind.TEXT) {
            throw invalid(
                    "%s is %s, of which only = and <> can be asked; declare what depends on its order under derive"
                            .formatted(column.column(), column.type().warehouseType()));
        }
    }

    /** A value that stands beside a column. */
    ConditionValue beside(Expression expression, SummaryScope.Named column) {
        Dimension.Kind kind = kindOf(column);
        Optional<SummaryScope.Named> other = named(expression);
        if (other.isPresent()) {
            if (kindOf(other.get()) != kind) {
                throw invalid(
                        "%s and %s are of different types; compare columns of one type"
                                .formatted(column.column(), other.get().column()));
            }
            return part(other.get());
        }
        Optional<Integer> days = days(expression);
        if (days.isPresent()) {
            return switch (kind) {
                case DATE, TIME, INSTANT -> new ConditionValue.Day(days.get(), kind, zone);
                default -> throw invalid("today is a date, unlike %s".formatted(column.column()));
            };
        }
        return written(expression, column, kind);
    }

    private ConditionValue written(
            Expression expression, SummaryScope.Named column, Dimension.Kind kind) {
        String text = text(expression);
        boolean fits =
                switch (kind) {
                    case NUMBER ->
                            expression instanceof LongValue
                                    || expression instanceof DoubleValue
                                    || expression instanceof SignedExpression;
                    case BOOLEAN -> expression instanceof BooleanValue;
                    default -> expression instanceof StringValue;
                };
        ValueType type = kind == Dimension.Kind.NUMBER ? number(text) : ValueType.of(column.type());
        Optional<String> sql = fits ? type.literal(text) : Optional.empty();
        Optional<Object> part = sql.flatMap(found -> part(kind, type, text));
        if (part.isEmpty()) {
            throw invalid(
                    "%s is no value of %s, which is %s"
                            .formatted(
                                    expression,
                                    column.column(),
                                    ValueType.of(column.type()).told()));
        }
        return new ConditionValue.Written(sql.get(), part.get());
    }

    private static ValueType number(String text) {
        return text.indexOf('.') < 0 ? ValueType.WHOLE : ValueType.NUMBER;
    }

    private static String text(Expression expression) {
        return expression instanceof StringValue quoted
                ? quoted.getValue().replace("''", "'")
                : expression.toString();
    }

    private static Optional<Object> part(Dimension.Kind kind, ValueType type, String text) {
        try {
            return switch (kind) {
                case NUMBER -> Optional.of(new BigDecimal(text));
                case BOOLEAN -> Optional.of(Boolean.valueOf(text));
                case DATE -> Optional.of(LocalDate.parse(text).toString());
                case TIME -> Optional.of(shown(LocalDateTime.parse(text.replace(' ', 'T'))));
                case INSTANT ->
                        Optional.of(
                                shown(
                                        OffsetDateTime.parse(text.replace(' ', 'T'))
                                                .withOffsetSameInstant(ZoneOffset.UTC)
                                                .toLocalDateTime()));
                case TEXT ->
                        text.length() > LONGEST_TEXT
                                ? Optional.empty()
                                : Optional.of(type.column().shaped(text));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    // As JSON of the warehouse has it: with seconds, and of their fraction what is not 0.
    private static String shown(LocalDateTime time) {
        String text = time.toString();
        String whole = text.length() == "2026-11-26T09:30".length() ? text + ":00" : text;
        return whole.indexOf('.') < 0 ? whole : whole.replaceFirst("0+$", "");
    }

    private Optional<Integer> days(Expression expression) {
        if (isToday(expression)) {
            return Optional.of(0);
        }
        if ((expression instanceof Addition || expression instanceof Subtraction)
                && isToday(((BinaryExpression) expression).getLeftExpression())) {
            Expression days = ((BinaryExpression) expression).getRightExpression();
            if (days instanceof LongValue number && number.getValue() <= MOST_DAYS) {
                int count = (int) number.getValue();
                return Optional.of(expression instanceof Addition ? count : -count);
            }
            throw invalid(
                    "\"%s\": write today + or - at most %d days".formatted(expression, MOST_DAYS));
        }
        return Optional.empty();
    }

    private static boolean isToday(Expression expression) {
        return expression instanceof Column column
                && column.getTable() == null
                && column.getColumnName().equalsIgnoreCase(TODAY);
    }

    private static Dimension.Kind kindOf(SummaryScope.Named column) {
        return new Dimension.Plain(column.sql(), column.type()).kind();
    }

    private DeclarationException invalid(String message) {
        return section.invalid(ChartConditionReader.WHERE, message);
    }
}
