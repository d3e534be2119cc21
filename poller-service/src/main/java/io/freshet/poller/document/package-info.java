/**
 * Takes in documents that tables are made of: each exactly once, as it was when it was first read.
 */
package io.freshet.poller.document;
