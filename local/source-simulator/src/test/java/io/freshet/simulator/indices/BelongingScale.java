package io.freshet.simulator.indices;

import java.util.OptionalDouble;

/**
 * The scale of belonging (BELONG) of PISA 2018: what answers to six questions say of a student, by
 * a generalised partial credit model and Warm's weighted likelihood.
 */
final class BelongingScale {

    static final int QUESTIONS = 6;

    /** How many of the answers a student must have given. */
    private static final int FEWEST = 3;

    /** Beyond this on either side no estimate lies. */
    private static final double END = 8;

    private static final int HALVINGS = 60;

    /** Of all countries but those that have one of their own. */
    static final BelongingScale INTERNATIONAL =
            new BelongingScale(
                    new double[] {2.5910, 1.2101, 1.1225, 2.4067, 1.1547, 3.2555},
                    new double[][] {
                        {-0.9176, -1.1118, 0.2500},
                        {-1.2846, -2.5442, 0.6623},
                        {-2.2877, -1.0064, 0.8524},
                        {-0.9287, -1.5009, 0.1994},
                        {-1.3662, -0.2227, 1.5768},
                        {-1.5147, -0.7347, 0.0199}
                    });

    /** Of France. */
    static final BelongingScale FRANCE =
            new BelongingScale(
                    new double[] {2.5987, 1.2139, 0.8172, 2.4140, 1.1583, 3.2657},
                    new double[][] {
                        {-0.9424, -1.1038, 0.2548},
                        {-1.4383, -2.4898, 0.6292},
                        {-2.2356, -0.7506, 1.8178},
                        {-0.9693, -1.4508, 0.2035},
                        {-0.8628, 0.1911, 1.6163},
                        {-1.5067, -0.7431, 0.0154}
                    });

    private final double[] slopes;
    private final double[][] steps;

    /**
     * @param slopes of each question
     * @param steps of each question, where one answer becomes less likely than the next
     */
    private BelongingScale(double[] slopes, double[][] steps) {
        this.slopes = slopes;
        this.steps = steps;
    }

    /**
     * The estimate.
     *
     * @param answers of each question 1 (strongly agree) to 4 (strongly disagree), or 0 for none
     * @return empty where fewer than three were given
     */
    OptionalDouble of(int[] answers) {
        int given = 0;
        for (int answer : answers) {
            given += answer == 0 ? 0 : 1;
        }
        if (given < FEWEST) {
            return OptionalDouble.empty();
        }
        double low = -END;
        double high = END;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (likelihoodGrows(answers, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of((low + high) / 2);
    }

    /** Whether the weighted likelihood of the answers is still growing at a place of the scale. */
    private boolean likelihoodGrows(int[] answers, double place) {
        double slope = 0;
        double information = 0;
        double skewness = 0;
        for (int question = 0; question < QUESTIONS; question++) {
            if (answers[question] == 0) {
                continue;
            }
            double a = slopes[question];
            double[] likely = probabilities(question, place);
            double mean = moment(likely, 0, 1);
            slope += a * (score(question, answers[question]) - mean);
            information += a * a * moment(likely, mean, 2);
            skewness += a * a * a * moment(likely, mean, 3);
        }
        return slope + skewness / (2 * information) > 0;
    }

    private static double moment(double[] likely, double mean, int power) {
        double moment = 0;
        for (int score = 0; score < likely.length; score++) {
            moment += Math.pow(score - mean, power) * likely[score];
        }
        return moment;
    }

    /** How likely each score is, from 0 to 3. */
    private double[] probabilities(int question, double place) {
        double[] likely = new double[steps[question].length + 1];
        double exponent = 0;
        double sum = 1;
        likely[0] = 1;
        for (int step = 0; step < steps[question].length; step++) {
            exponent += slopes[question] * (place - steps[question][step]);
            likely[step + 1] = Math.exp(exponent);
            sum += likely[step + 1];
        }
        for (int score = 0; score < likely.length; score++) {
            likely[score] /= sum;
        }
        return likely;
    }

    // To agree with the second, third and fifth is to belong, with the others not to.
    private static int score(int question, int answer) {
        return question == 1 || question == 2 || question == 4 ? 4 - answer : answer - 1;
    }
}
