/**
 * Commits: what is written, under which names and in which order, so that nothing is lost or
 * doubled.
 */
package io.freshet.lake.commit;
