/** Hostile clients beside a normal load: what others notice, and what remains. */
package io.freshet.benchmarks.hostile;
