/** Arranges admitted changes into as few steps as their order allows. */
package io.freshet.aggregator.plan;
