package io.freshet.charts.http;

import java.util.function.Supplier;

/**
 * What was read out of a request that {@link FastPath} may answer.
 *
 * @param answer gives the answer of the moment; null where it takes Vert.x to find it
 * @param keepable whether it may be kept for requests that read the same: not where it holds a
 *     secret, or what is of one request alone
 */
record ChartRequest(Supplier<Answer> answer, boolean keepable) {}
