/**
 * A fleet of sources, each with a load generator that writes submissions at a rate, in bursts, and
 * badly where asked for.
 */
package io.freshet.simulator.traffic;
