/** Writes the answers of a file into the sources instead of simulated ones. */
package io.freshet.simulator.replay;
