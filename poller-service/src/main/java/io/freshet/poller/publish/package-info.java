/**
 * Publishing change events: in order, and never more than a window of them that are not applied.
 */
package io.freshet.poller.publish;
