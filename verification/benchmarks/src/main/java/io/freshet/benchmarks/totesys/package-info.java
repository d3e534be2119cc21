/**
 * {@code bench totesys}: how soon each kind of change of the shop's is held and shown, and what its
 * lake costs.
 */
package io.freshet.benchmarks.totesys;
