/**
 * Freshet's warehouse as the poller sees it: leases, registered sources, marks, and what is held.
 */
package io.freshet.poller.warehouse;
