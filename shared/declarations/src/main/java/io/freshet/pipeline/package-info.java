/**
 * Pipeline definitions: which tables, columns, summaries and charts there are. They are data; the
 * services run whatever they declare.
 */
package io.freshet.pipeline;
