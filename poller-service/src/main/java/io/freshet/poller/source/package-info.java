/**
 * What tailing knows of a source: it can be connected to, its tables can be verified, and a
 * verified table answers a few questions. Each kind of database implements this in a package below.
 */
package io.freshet.poller.source;
