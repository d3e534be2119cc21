/**
 * Sweeps: comparing a table with what was published of it, range by range, to find what no insert
 * explains: updates, deletes, truncation, restored backups.
 */
package io.freshet.poller.sweep;
