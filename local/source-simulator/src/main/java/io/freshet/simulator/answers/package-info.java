/**
 * What simulated students answer: one draw per submission for the answers that the charts use, one
 * sheet per country for the thousand others.
 */
package io.freshet.simulator.answers;
