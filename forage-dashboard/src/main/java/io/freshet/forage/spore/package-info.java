/** Keeps the traffic simulator and its control page to those who may use them. */
package io.freshet.forage.spore;
