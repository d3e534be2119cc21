/**
 * What the warehouse holds of the sources: where to go on, what is applied, and whether it is
 * right.
 */
package io.freshet.poller.audit;
