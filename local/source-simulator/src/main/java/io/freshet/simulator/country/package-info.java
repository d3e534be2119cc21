/** Countries: their codes, and what the answers of their students look like on average. */
package io.freshet.simulator.country;
