/** Processes that tests start, kill and watch. */
package io.freshet.testkit.processes;
