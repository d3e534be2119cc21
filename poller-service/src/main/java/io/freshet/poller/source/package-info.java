/**
 * Reading a Postgres source with SELECT rights alone: the part that another database would replace.
 */
package io.freshet.poller.source;
