package io.freshet.pipeline;

import io.freshet.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;

/** Reads the calls of functions in an expression over a row. */
final class RowCalls {

    private final RowScope scope;
    private final RowExpressionReader reader;
    private final RowTimes times;

    RowCalls(RowScope scope, RowExpressionReader reader, RowTimes times) {
        this.scope = scope;
        this.reader = reader;
        this.times = times;
    }

    Operand read(Function function) {
        String name = function.getName().toLowerCase(Locale.ROOT);
        if (!RowFunctions.names().contains(name)) {
            throw scope.invalid(
                    "there is no function %s; those that can be used: %s%s"
                            .formatted(
                                    name,
                                    String.join(", ", RowFunctions.names()),
                                    NearestWord.hint(name, RowFunctions.names())));
        }
        if (!isPlain(function)) {
            throw scope.invalid(
                    "\"%s\" cannot be used; write the function's parameters and nothing else"
                            .formatted(function));
        }
        List<Operand> given = parameters(function);
        return switch (name) {
            case "coalesce", "greatest", "least" -> alike(name, given, 1);
            case "nullif" -> alike(name, counted(name, given, 2, 2), 2);
            case "date_trunc" -> times.truncated(counted(name, given, 2, 3));
            case "date_part" -> part(counted(name, given, 2, 2));
            case "trim" -> called("btrim", given);
            default -> called(name, given);
        };
    }

    Operand read(TrimFunction trim) {
        String side =
                trim.getTrimSpecification() == null
                        ? "btrim"
                        : switch (trim.getTrimSpecification()) {
                            case LEADING -> "ltrim";
                            case TRAILING -> "rtrim";
                            default -> "btrim";
                        };
        List<Operand> given = new ArrayList<>();
        if (trim.getFromExpression() == null) {
            given.add(reader.read(trim.getExpression()));
        } else if (trim.isUsingFromKeyword()) {
            given.add(reader.read(trim.getFromExpression()));
            if (trim.getExpression() != null) {
                given.add(reader.read(trim.getExpression()));
            }
        } else {
            given.add(reader.read(trim.getExpression()));
            given.add(reader.read(trim.getFromExpression()));
        }
        return called(side, given);
    }

    private static boolean isPlain(Function function) {
        return !function.isDistinct()
                && !function.isUnique()
                && !function.isAllColumns()
                && !function.isEscaped()
                && function.getMultipartName().size() == 1
                && function.getKeep() == null
                && function.getAttribute() == null
                && function.getOrderByElements() == null
                && function.getExtraKeyword() == null;
    }

    private List<Operand> parameters(Function function) {
        List<Operand> given = new ArrayList<>();
        if (function.getNamedParameters() != null) {
            NamedExpressionList<?> named = function.getNamedParameters();
            if (!List.of("", "from", "for")
                    .containsAll(
                            named.getNames().stream()
                                    .map(word -> word.toLowerCase(Locale.ROOT))
                                    .toList())) {
                throw scope.invalid(
                        "\"%s\" cannot be used; write commas between the parameters"
                                .formatted(function));
            }
            named.forEach(parameter -> given.add(reader.read(parameter)));
        } else if (function.getParameters() != null) {
            for (Expression parameter : function.getParameters()) {
                given.add(reader.read(parameter));
            }
        }
        return given;
    }

    private Operand called(String name, List<Operand> given) {
        RowFunctions.Signature signature = RowFunctions.named(name);
        counted(name, given, signature.needed(), signature.parameters().size());
        List<String> sql = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            sql.add(reader.as(given.get(i), signature.parameters().get(i)));
        }
        return Operand.of(signature.result(), signature.call(sql));
    }

    private Operand alike(String name, List<Operand> given, int least) {
        counted(name, given, least, Integer.MAX_VALUE);
        ValueType type = reader.common(name, given);
        return Operand.of(
                type,
                given.stream()
                        .map(operand -> reader.as(operand, type))
                        .collect(Collectors.joining(", ", name + "(", ")")));
    }

    private Operand part(List<Operand> given) {
        return times.part(
                given.get(0)
                        .quoted()
                        .orElseThrow(
                                () ->
                                        scope.invalid(
                                                "date_part takes what it is of in quotes first")),
                given.get(1));
    }

    private List<Operand> counted(String name, List<Operand> given, int least, int most) {
        if (given.size() < least || given.size() > most) {
            throw scope.invalid(
                    "%s takes %s parameters, not %d"
                            .formatted(
                                    name,
                                    least == most
                                            ? Integer.toString(least)
                                            : most == Integer.MAX_VALUE
                                                    ? "%d or more".formatted(least)
                                                    : "%d to %d".formatted(least, most),
                                    given.size()));
        }
        return given;
    }
}
