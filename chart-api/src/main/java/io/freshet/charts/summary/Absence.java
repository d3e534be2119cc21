package io.freshet.charts.summary;

/**
 * Why nothing is held of a summary at present, so that its charts have no answer.
 *
 * @param state in a word: {@value #TOO_LARGE} or {@value #BUILDING}
 * @param reason in a sentence for people
 */
public record Absence(String state, String reason) {

    /** It has more groups than are held. */
    public static final String TOO_LARGE = "too-large";

    /** No absence: the chart is shown as it was until what its new definition needs is there. */
    public static final String FORMER = "former";

    /** The aggregator is still filling it from the rows held. */
    public static final String BUILDING = "building";
}
