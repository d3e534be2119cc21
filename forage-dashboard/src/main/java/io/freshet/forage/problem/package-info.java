/** Requests that are refused, and the problem body that says why. */
package io.freshet.forage.problem;
