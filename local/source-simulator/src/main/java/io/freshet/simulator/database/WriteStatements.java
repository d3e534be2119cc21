package io.freshet.simulator.database;

import static io.freshet.simulator.database.ResponsesTable.NAME;
import static io.freshet.simulator.database.ResponsesTable.literal;
import static io.freshet.simulator.database.ResponsesTable.quoted;

import io.freshet.simulator.answers.AnswerSheet;
import io.freshet.simulator.answers.SurveyAnswer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that write to one source. The answers that all submissions share are part of the
 * text, so that a submission carries a handful of parameters instead of a thousand and the server
 * plans it once.
 */
final class WriteStatements {
    /** Takes an id: the row there, or the next one, is meant. */
    static final String DELETE =
            "DELETE FROM %1$s WHERE id = (SELECT id FROM %1$s WHERE id >= $1::bigint ORDER BY id LIMIT 1)"
                    .formatted(NAME);

    static final String EMPTY = "TRUNCATE " + NAME + " RESTART IDENTITY";
    static final String EXTENT = "SELECT count(*), coalesce(max(id), 0)::bigint FROM " + NAME;

    private static final Set<SurveyAnswer> IDENTITY =
            EnumSet.of(SurveyAnswer.CNT, SurveyAnswer.CNTSCHID, SurveyAnswer.CNTSTUID);

    private final List<SurveyAnswer> inserted;
    private final List<SurveyAnswer> updated;
    private final String insert;
    private final String update;

    /**
     * @param columns that the table has beside its key
     * @param sheet values for those that are no {@link SurveyAnswer}
     */
    WriteStatements(List<String> columns, AnswerSheet sheet) {
        this.inserted =
                Arrays.stream(SurveyAnswer.values())
                        .filter(answer -> columns.contains(answer.column()))
                        .toList();
        this.updated = inserted.stream().filter(answer -> !IDENTITY.contains(answer)).toList();
        this.insert = insert(inserted, sheet);
        this.update = update(updated);
    }

    /** Takes one array for each answer, a row for each element; returns the ids. */
    String insert() {
        return insert;
    }

    Tuple insertParameters(List<Map<SurveyAnswer, String>> rows) {
        Tuple parameters = Tuple.tuple();
        addAnswers(parameters, rows);
        return parameters;
    }

    private void addAnswers(Tuple parameters, List<Map<SurveyAnswer, String>> rows) {
        for (SurveyAnswer answer : inserted) {
            String[] values = new String[rows.size()];
            Arrays.setAll(values, row -> rows.get(row).get(answer));
            parameters.addArrayOfString(values);
        }
    }

    /**
     * Takes an array of times and then what {@link #insert} takes; the country's sheet is left out.
     */
    String insertPast() {
        String columns = ResponsesTable.TIME + ", " + names(inserted);
        String arrays =
                IntStream.range(0, inserted.size())
                        .mapToObj(i -> "$%d::text[]".formatted(i + 2))
                        .collect(Collectors.joining(", "));
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM unnest($1::timestamptz[], %3$s) AS submission (%2$s)"
                .formatted(NAME, columns, arrays);
    }

    Tuple pastParameters(List<OffsetDateTime> times, List<Map<SurveyAnswer, String>> rows) {
        Tuple parameters = Tuple.tuple();
        parameters.addArrayOfOffsetDateTime(times.toArray(OffsetDateTime[]::new));
        addAnswers(parameters, rows);
        return parameters;
    }

    /** Takes an id, as {@link #DELETE} does, and the new answers. */
    String update() {
        return update;
    }

    Tuple updateParameters(long id, Map<SurveyAnswer, String> answers) {
        Tuple parameters = Tuple.of(id);
        updated.forEach(answer -> parameters.addString(answers.get(answer)));
        return parameters;
    }

    private static String insert(List<SurveyAnswer> answers, AnswerSheet sheet) {
        String varying = names(answers);
        String fixed =
                sheet.answers().keySet().stream()
                        .map(column -> ", " + quoted(column))
                        .collect(Collectors.joining());
        String values =
                sheet.answers().values().stream()
                        .map(value -> ", " + literal(value))
                        .collect(Collectors.joining());
        String arrays =
                IntStream.rangeClosed(1, answers.size())
                        .mapToObj("$%d::text[]"::formatted)
                        .collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s%s) SELECT %s%s FROM unnest(%s) AS submission (%s) RETURNING id"
                .formatted(NAME, varying, fixed, varying, values, arrays, varying);
    }

    private static String update(List<SurveyAnswer> answers) {
        String changes =
                IntStream.range(0, answers.size())
                        .mapToObj(i -> quoted(answers.get(i).column()) + " = $" + (i + 2))
                        .collect(Collectors.joining(", "));
        return "UPDATE %1$s SET %2$s WHERE id = (SELECT id FROM %1$s WHERE id >= $1::bigint ORDER BY id LIMIT 1)"
                .formatted(NAME, changes);
    }

    private static String names(List<SurveyAnswer> answers) {
        return answers.stream()
                .map(answer -> quoted(answer.column()))
                .collect(Collectors.joining(", "));
    }
}
