/** How the sources stand: told on the bus, kept in the warehouse, shown as metrics. */
package io.freshet.poller.status;
