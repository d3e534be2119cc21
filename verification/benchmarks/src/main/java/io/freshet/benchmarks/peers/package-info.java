/** Freshet beside what one would otherwise pick, on the same servers in the same run. */
package io.freshet.benchmarks.peers;
