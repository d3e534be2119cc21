/** PostgreSQL as a source: one connection, read with nothing but the right to select. */
package io.freshet.poller.source.postgres;
