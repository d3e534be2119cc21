package io.freshet.simulator.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.country.CountryProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionGeneratorTest {
    private static final int STUDENTS = 20_000;
    private static final double STANDARD_ERRORS = 4;

    static Stream<CountryProfile> everyCountry() {
        Calibration calibration = Calibration.load();
        return Stream.concat(
                calibration.defaultCountries().stream().map(calibration::of),
                Stream.of("FRA", "ITA", "MEX", "QCI").map(CountryCode::new).map(calibration::of));
    }

    @ParameterizedTest
    @MethodSource("everyCountry")
    void drawsMeansAndMissingSharesOfTheCalibration(CountryProfile country) {
        List<Map<SurveyAnswer, String>> students = students(country, 7);
        assertAnswers(students, SurveyAnswer.TMINS, country.hours() * 60, country.hoursMissing());
        assertAnswers(students, SurveyAnswer.DURECEC, country.durecec(), country.durececMissing());
        assertAnswers(students, SurveyAnswer.BELONG, country.belong(), country.belongMissing());
        assertAnswers(students, SurveyAnswer.ESCS, country.escs(), country.escsMissing());
    }

    @ParameterizedTest
    @MethodSource("everyCountry")
    void writesValuesTheWayTheRealFilesDo(CountryProfile country) {
        for (Map<SurveyAnswer, String> student : students(country, 8).subList(0, 2_000)) {
            assertThat(student).hasSize(SurveyAnswer.values().length);
            assertThat(student.get(SurveyAnswer.CNT)).isEqualTo(country.code().value());
            assertThat(student.get(SurveyAnswer.TMINS)).matches("NA|[1-9]\\d{2,3}");
            assertThat(student.get(SurveyAnswer.DURECEC)).matches("NA|[0-8]");
            assertThat(student.get(SurveyAnswer.BELONG)).matches("NA|-?\\d(\\.\\d{1,4})?");
            assertThat(student.get(SurveyAnswer.ESCS)).matches("NA|-?\\d(\\.\\d{1,4})?");
        }
    }

    @Test
    void spreadsLearningTimeOverSevenToEightHours() {
        double[] minutes = numbers(students(profile("ALB"), 9), SurveyAnswer.TMINS);
        assertThat(deviation(minutes) / 60).isBetween(7.0, 8.0);
    }

    @Test
    void letsIndicesFollowFromTheRawAnswers() {
        for (Map<SurveyAnswer, String> student : students(profile("DOM"), 10)) {
            if (isPresent(student, SurveyAnswer.TMINS)) {
                assertThat(number(student, SurveyAnswer.TMINS))
                        .isEqualTo(
                                number(student, SurveyAnswer.ST060Q01NA)
                                        * number(student, SurveyAnswer.ST061Q01NA));
            }
            if (isPresent(student, SurveyAnswer.DURECEC)) {
                double began = number(student, SurveyAnswer.ST125Q01NA);
                double ended = number(student, SurveyAnswer.ST126Q01TA);
                assertThat(began).isBetween(1.0, 6.0);
                assertThat(ended).isBetween(1.0, 7.0);
                assertThat(number(student, SurveyAnswer.DURECEC)).isEqualTo(ended + 2 - began);
            }
            if (isPresent(student, SurveyAnswer.ESCS)) {
                double composed =
                        -3.2137217
                                + 0.16031729 * number(student, SurveyAnswer.PAREDINT)
                                + 0.01905283 * number(student, SurveyAnswer.HISEI)
                                + 0.42319769 * number(student, SurveyAnswer.HOMEPOS);
                assertThat(number(student, SurveyAnswer.ESCS)).isCloseTo(composed, within(0.0001));
            }
        }
    }

    @Test
    void hasStudentsWhoNeverBegan() {
        long nothing =
                students(profile("DOM"), 11).stream()
                        .filter(
                                student ->
                                        Stream.of(
                                                        SurveyAnswer.TMINS,
                                                        SurveyAnswer.DURECEC,
                                                        SurveyAnswer.BELONG,
                                                        SurveyAnswer.ESCS)
                                                .noneMatch(answer -> isPresent(student, answer)))
                        .count();
        assertThat((double) nothing / STUDENTS).isBetween(0.03, 0.08);
    }

    @Test
    void repeatsItselfForTheSameSeedOnly() {
        assertThat(students(profile("ESP"), 1)).isEqualTo(students(profile("ESP"), 1));
        assertThat(students(profile("ESP"), 1)).isNotEqualTo(students(profile("ESP"), 2));
    }

    private static void assertAnswers(
            List<Map<SurveyAnswer, String>> students,
            SurveyAnswer answer,
            double mean,
            double missing) {
        double[] values = numbers(students, answer);
        double meanError = deviation(values) / Math.sqrt(values.length);
        assertThat(mean(values))
                .as("mean of %s", answer)
                .isCloseTo(mean, within(STANDARD_ERRORS * meanError));
        double shareError = Math.sqrt(missing * (1 - missing) / STUDENTS);
        assertThat(1 - (double) values.length / STUDENTS)
                .as("share without %s", answer)
                .isCloseTo(missing, within(STANDARD_ERRORS * shareError));
    }

    private static CountryProfile profile(String code) {
        return Calibration.load().of(new CountryCode(code));
    }

    private static List<Map<SurveyAnswer, String>> students(CountryProfile country, long seed) {
        SubmissionGenerator generator = new SubmissionGenerator(country, seed);
        return Stream.generate(generator::next).limit(STUDENTS).toList();
    }

    private static boolean isPresent(Map<SurveyAnswer, String> student, SurveyAnswer answer) {
        return !student.get(answer).equals(SurveyAnswer.MISSING);
    }

    private static double number(Map<SurveyAnswer, String> student, SurveyAnswer answer) {
        return Double.parseDouble(student.get(answer));
    }

    private static double[] numbers(List<Map<SurveyAnswer, String>> students, SurveyAnswer answer) {
        return students.stream()
                .filter(student -> isPresent(student, answer))
                .mapToDouble(student -> number(student, answer))
                .toArray();
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                java.util.Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .average()
                        .orElseThrow());
    }
}
