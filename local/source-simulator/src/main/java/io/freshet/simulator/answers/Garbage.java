package io.freshet.simulator.answers;

import java.util.Map;
import java.util.SplittableRandom;

/** Spoils submissions the way that careless or hostile writers do. Not thread-safe. */
public final class Garbage {
    private static final int HUGE = 1_000_000;

    private static final String[] BAD_NUMBERS = {
        "'; DROP TABLE responses; --",
        "\"quoted\"",
        "O'Brien",
        "\\u0000",
        "\\x00",
        "%s%n%d",
        "{\"a\": [1, 2",
        "1e400",
        "1e3",
        "NaN",
        "Infinity",
        "-Infinity",
        "\u0661\u0662\u0663",
        "\uff11\uff12",
        "2018-05-01",
        "29APR19:13:25:49",
        "1,5",
        "1 000",
        "+1.5",
        "0x1F",
        "--1",
        "",
        "   ",
        "na",
        "null",
        "\uD83D\uDE00",
        null,
    };

    private static final String[] BAD_COUNTRIES = {
        "", "  ", "XX", "ALBANIA", "A1B", "\u0391\u0392\u0393", "' OR 1=1 --", "NA", null,
    };

    private static final SurveyAnswer[] TARGETS = {
        SurveyAnswer.CNT,
        SurveyAnswer.ESCS,
        SurveyAnswer.TMINS,
        SurveyAnswer.BELONG,
        SurveyAnswer.DURECEC,
    };

    private final SplittableRandom random;

    /**
     * @param seed decides what is spoiled, and how
     */
    public Garbage(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Replaces one of the answers by garbage, or puts white space around it. */
    public void spoil(Map<SurveyAnswer, String> answers) {
        SurveyAnswer target = TARGETS[random.nextInt(TARGETS.length)];
        String before = answers.get(target);
        int kind = random.nextInt(10);
        if (kind < 2) {
            answers.put(target, " \t" + before + "\n ");
        } else if (target == SurveyAnswer.CNT) {
            boolean otherCase = kind < 4;
            answers.put(target, otherCase ? " " + lower(before) : pick(BAD_COUNTRIES));
        } else if (kind == 2) {
            answers.put(target, "9x".repeat(HUGE / 2));
        } else {
            answers.put(target, pick(BAD_NUMBERS));
        }
    }

    private static String lower(String code) {
        return code.toLowerCase(java.util.Locale.ROOT);
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
