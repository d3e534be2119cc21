/** What is known of one table: the keys not seen yet, and what was published, per range of keys. */
package io.freshet.poller.table;
