/**
 * Simulated country databases as configured: creates them when the program starts, and says how
 * they are doing.
 */
package io.freshet.simulator;
