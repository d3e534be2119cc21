/** Processes that tests start, kill and watch. */
package io.freshet.testservers.processes;
