package io.freshet.simulator.answers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One column of the questionnaire file.
 *
 * @param name lower-case name
 * @param missing share of students without a value, 0 to 1
 * @param range the values seen; empty for text and for questions that were never answered
 */
record SurveyColumn(String name, double missing, Optional<ValueRange> range) {

    /**
     * @param least smallest value
     * @param most largest value
     * @param decimals digits after the point
     */
    record ValueRange(double least, double most, int decimals) {
        String draw(RandomGenerator random) {
            double step = decimals == 0 ? 1 : 0;
            double value = least + random.nextDouble() * (most - least + step);
            RoundingMode rounding = decimals == 0 ? RoundingMode.FLOOR : RoundingMode.HALF_UP;
            return BigDecimal.valueOf(Math.min(value, most))
                    .setScale(decimals, rounding)
                    .toPlainString();
        }
    }

    /** The questionnaire that the column belongs to, by the letters its name begins with. */
    String block() {
        int letters = 0;
        while (letters < name.length() && Character.isLetter(name.charAt(letters))) {
            letters++;
        }
        return name.substring(0, letters);
    }
}
