/** {@code ./freshet bench}: Freshet under load on real servers, measured from outside. */
package io.freshet.benchmarks;
