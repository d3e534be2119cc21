/** Faults on the way to a server. */
package io.freshet.testkit.faults;
