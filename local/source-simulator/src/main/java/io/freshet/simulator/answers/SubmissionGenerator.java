package io.freshet.simulator.answers;

import io.freshet.simulator.country.CountryProfile;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws one country's submissions: the same seed gives the same submissions in the same order. The
 * computed indices follow from the raw answers next to them as in the real data (belonging
 * excepted, whose items stay unanswered). Not thread-safe.
 */
public final class SubmissionGenerator {
    private static final double MINUTES_SD = 450;
    private static final double DURECEC_SD = 0.85;
    private static final double BELONG_SD = 0.95;
    private static final double ESCS_SD = 0.95;
    private static final double ESCS_BELONG_CORRELATION = 0.12;
    private static final double ESCS_DURECEC_CORRELATION = 0.11;
    private static final double NEVER_BEGAN = 0.043;
    private static final int[] MINUTES_PER_PERIOD = {40, 45, 50, 55, 60};
    private static final double[] YEARS_BY_ISCED = {3, 6, 9, 12, 12, 14.5, 16};

    private final CountryProfile country;
    private final SplittableRandom random;
    private int students;

    /**
     * @param country whose students answer
     * @param seed decides all answers
     */
    public SubmissionGenerator(CountryProfile country, long seed) {
        this.country = country;
        this.random = new SplittableRandom(seed ^ country.code().hashCode() * 0x9E3779B97F4A7C15L);
        this.students = random.nextInt(90_000);
    }

    /** The next student's answers: a value, or {@code NA}, for every {@link SurveyAnswer}. */
    public Map<SurveyAnswer, String> next() {
        Map<SurveyAnswer, String> answers = new EnumMap<>(SurveyAnswer.class);
        Arrays.stream(SurveyAnswer.values())
                .forEach(answer -> answers.put(answer, SurveyAnswer.MISSING));
        double status = random.nextGaussian();
        identify(answers);
        double neverBegan = Math.min(NEVER_BEGAN, country.escsMissing() / 2);
        if (random.nextDouble() < neverBegan) {
            return answers;
        }
        if (isAnswered(country.escsMissing(), neverBegan)) {
            status(answers, status);
        }
        if (isAnswered(country.hoursMissing(), neverBegan)) {
            learningTime(answers);
        }
        earlyEducation(answers, status, isAnswered(country.durececMissing(), neverBegan));
        if (isAnswered(country.belongMissing(), neverBegan)) {
            double belong =
                    within(
                            country.belong(),
                            BELONG_SD,
                            -3.237,
                            3.234,
                            status,
                            ESCS_BELONG_CORRELATION);
            answers.put(SurveyAnswer.BELONG, decimal(belong, 4));
        }
        return answers;
    }

    private boolean isAnswered(double missing, double alreadyMissing) {
        return random.nextDouble() >= (missing - alreadyMissing) / (1 - alreadyMissing);
    }

    private void identify(Map<SurveyAnswer, String> answers) {
        students = (students + 1) % 100_000;
        answers.put(SurveyAnswer.CNT, country.code().value());
        int root = country.numeric() * 100_000;
        answers.put(SurveyAnswer.CNTSTUID, Integer.toString(root + students));
        answers.put(SurveyAnswer.CNTSCHID, Integer.toString(root + 1 + students / 35));
        answers.put(SurveyAnswer.ST001D01T, Integer.toString(9 + random.nextInt(3)));
        answers.put(SurveyAnswer.ST004D01T, Integer.toString(1 + random.nextInt(2)));
    }

    private void learningTime(Map<SurveyAnswer, String> answers) {
        // Whole periods move it by up to 30 minutes, and the survey knows 100 to 3000 only.
        double minutes = within(country.hours() * 60, MINUTES_SD, 130, 2970, 0, 0);
        int perPeriod = MINUTES_PER_PERIOD[random.nextInt(MINUTES_PER_PERIOD.length)];
        long periods = Math.round(minutes / perPeriod);
        answers.put(SurveyAnswer.ST060Q01NA, Long.toString(periods));
        answers.put(SurveyAnswer.ST061Q01NA, Integer.toString(perPeriod));
        answers.put(SurveyAnswer.TMINS, Long.toString(periods * perPeriod));
    }

    private void earlyEducation(
            Map<SurveyAnswer, String> answers, double status, boolean answered) {
        if (!answered) {
            answers.put(SurveyAnswer.ST125Q01NA, random.nextBoolean() ? "8" : SurveyAnswer.MISSING);
            return;
        }
        long years =
                Math.round(
                        within(
                                country.durecec(),
                                DURECEC_SD,
                                -0.49,
                                8.49,
                                status,
                                ESCS_DURECEC_CORRELATION));
        // Codes: 125 counts from age 1, 126 from age 3, so the duration is (126 + 2) - 125.
        long earliest = Math.max(1, 3 - years);
        long latest = Math.min(6, 9 - years);
        long began = random.nextLong(earliest, latest + 1);
        answers.put(SurveyAnswer.ST125Q01NA, Long.toString(began));
        answers.put(SurveyAnswer.ST126Q01TA, Long.toString(began + years - 2));
        answers.put(SurveyAnswer.DURECEC, Long.toString(years));
    }

    private void status(Map<SurveyAnswer, String> answers, double status) {
        double target = country.escs() + ESCS_SD * Math.max(-2.8, Math.min(2.8, status));
        long isced = Math.round(4.2 + 1.3 * target + random.nextGaussian());
        int highest = (int) Math.max(0, Math.min(6, isced));
        double years = YEARS_BY_ISCED[highest];
        double occupation =
                rounded(bounded(51 + 15 * target + 12 * random.nextGaussian(), 11.56, 88.96), 2);
        double home =
                (target + 3.2137217 - 0.16031729 * years - 0.01905283 * occupation) / 0.42319769;
        answers.put(SurveyAnswer.HISCED, Integer.toString(highest));
        answers.put(SurveyAnswer.PAREDINT, decimal(years, 1));
        answers.put(SurveyAnswer.BMMJ1, decimal(occupation, 2));
        answers.put(SurveyAnswer.HISEI, decimal(occupation, 2));
        answers.put(SurveyAnswer.HOMEPOS, decimal(home, 4));
        answers.put(SurveyAnswer.ESCS, decimal(target, 4));
    }

    /**
     * A normal draw that is cut at the same distance on both sides of the mean, so that the bounds
     * do not move the mean.
     */
    private double within(
            double mean, double sd, double least, double most, double status, double correlation) {
        double furthest = Math.min(most - mean, mean - least) / sd;
        double own = Math.sqrt(1 - correlation * correlation);
        double z;
        do {
            z = correlation * status + own * random.nextGaussian();
        } while (Math.abs(z) > furthest);
        return mean + sd * z;
    }

    private static double bounded(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    private static String decimal(double value, int decimals) {
        long scaled = Math.round(value * Math.pow(10, decimals));
        BigDecimal digits = BigDecimal.valueOf(scaled, decimals).stripTrailingZeros();
        return digits.scale() < 0 ? digits.setScale(0).toPlainString() : digits.toPlainString();
    }
}
