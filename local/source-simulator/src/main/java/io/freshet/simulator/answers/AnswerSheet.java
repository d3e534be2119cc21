package io.freshet.simulator.answers;

import io.freshet.simulator.country.CountryProfile;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The thousand answers that all simulated submissions of a country share. Whole optional
 * questionnaires are missing in some countries, as in the real files; about 29 % of the cells are.
 */
public record AnswerSheet(Map<String, String> answers) {
    /** Items that the simulated indices would contradict, so nobody answered them. */
    private static final Set<String> UNANSWERED =
            Set.of(
                    "st034q01ta",
                    "st034q02ta",
                    "st034q03ta",
                    "st034q04ta",
                    "st034q05ta",
                    "st034q06ta",
                    "st059q01ta",
                    "st059q02ta",
                    "st059q03ta",
                    "lmins",
                    "mmins",
                    "smins",
                    "bfmj2");

    /**
     * @param answers value by column, in the table's order; no {@link SurveyAnswer} among them
     */
    public AnswerSheet {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    /**
     * Fills in a sheet.
     *
     * @param columns the names to fill, in order; names that the questionnaire lacks get {@code NA}
     */
    public static AnswerSheet fill(
            SurveyColumns survey, List<String> columns, CountryProfile country, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Double> diligence = new HashMap<>();
        Map<String, String> sheet = new LinkedHashMap<>();
        for (String name : columns) {
            sheet.put(name, SurveyAnswer.MISSING);
            survey.find(name)
                    .filter(column -> !UNANSWERED.contains(name))
                    .ifPresent(column -> sheet.put(name, fill(column, diligence, random)));
        }
        sheet.replace("cntryid", Integer.toString(country.numeric()));
        sheet.replace("cyc", "07MS");
        sheet.replace("natcen", "%03d000".formatted(country.numeric()));
        sheet.replace("stratum", country.code() + "0101");
        sheet.replace("subnatio", "%d0000".formatted(country.numeric()));
        for (SurveyAnswer answer : SurveyAnswer.values()) {
            sheet.remove(answer.column());
        }
        return new AnswerSheet(sheet);
    }

    private static String fill(
            SurveyColumn column, Map<String, Double> diligence, SplittableRandom random) {
        String block = column.block();
        double wanted =
                switch (block) {
                    case "ic", "pa", "fl", "ec", "wb" ->
                            diligence.computeIfAbsent(block, b -> random.nextDouble());
                    default -> random.nextDouble();
                };
        return wanted < column.missing()
                ? SurveyAnswer.MISSING
                : column.range().map(range -> range.draw(random)).orElse(SurveyAnswer.MISSING);
    }
}
