/** Tests of what the arithmetic of scaling takes for granted. */
package io.freshet.benchmarks.scaling;
