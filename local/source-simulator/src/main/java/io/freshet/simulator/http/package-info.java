/** The controls over HTTP, under {@code /simulator}. */
package io.freshet.simulator.http;
