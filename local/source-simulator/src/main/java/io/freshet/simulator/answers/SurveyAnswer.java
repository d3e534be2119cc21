package io.freshet.simulator.answers;

import java.util.Locale;

/** The answers that differ from submission to submission; all others are the country's sheet. */
public enum SurveyAnswer {
    CNT,
    CNTSCHID,
    CNTSTUID,
    ST001D01T,
    ST004D01T,
    ST060Q01NA,
    ST061Q01NA,
    TMINS,
    ST125Q01NA,
    ST126Q01TA,
    DURECEC,
    BELONG,
    HISCED,
    PAREDINT,
    BMMJ1,
    HISEI,
    HOMEPOS,
    ESCS;

    /** What stands for a missing answer in every column. */
    public static final String MISSING = "NA";

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The column that holds the answer. */
    public String column() {
        return column;
    }
}
