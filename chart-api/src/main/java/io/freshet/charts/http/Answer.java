package io.freshet.charts.http;

import io.freshet.charts.rendering.Body;

/**
 * What a request for a chart is answered with.
 *
 * @param chart the chart's place among all charts
 * @param body the chart, or the part of it that was asked for
 * @param asOf the instant up to which all its sources are shown, as RFC 3339; may be empty
 * @param unchanged whether the client has the body already
 */
record Answer(int chart, Body body, String asOf, boolean unchanged) {

    /** Whether another answer reads the same; false where that would have to be looked into. */
    @SuppressWarnings("ReferenceEquality") // one body is shared by all who ask for it
    boolean isSameAs(Answer other) {
        return body == other.body && asOf.equals(other.asOf) && unchanged == other.unchanged;
    }
}
