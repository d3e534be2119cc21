/**
 * The shop {@code totesys}: its back office's database, its trade by the minute, and its faults.
 */
package io.freshet.simulator.totesys;
